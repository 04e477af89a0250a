package dev.heddle.http;

import dev.heddle.http.HttpException.Kind;
import dev.heddle.internal.Text;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What went wrong, in a sentence for the user. */
final class Failures {
    private Failures() {}

    /** No connection could be opened. */
    static HttpException ofConnecting(HttpRequest request, Settings settings, Throwable reason) {
        var origin = request.target.origin();
        return switch (reason) {
            case NetworkException e ->
                    failure(e.kind, request, String.valueOf(e.getMessage()), e.getCause());
            case UnknownHostException _ ->
                    failure(Kind.DNS, request, "unknown host " + origin.host(), reason);
            case ConnectTimeoutException _ ->
                    failure(
                            Kind.CONNECT,
                            request,
                            "no connection to "
                                    + origin.authority()
                                    + " within "
                                    + Text.of(settings.timeouts().connect()),
                            reason);
            case SSLException _ -> tls(request, reason);
            case DecoderException _ -> tls(request, reason);
            case Throwable _ when isOutOfFiles(reason) -> outOfFiles(request, reason);
            case IOException _ ->
                    failure(
                            Kind.CONNECT,
                            request,
                            "no connection to " + origin.authority() + ": " + plain(reason),
                            reason);
            default -> other(request, reason);
        };
    }

    /** The limit of the operating system (EMFILE, ENFILE), which only its message tells. */
    private static boolean isOutOfFiles(Throwable reason) {
        return CauseChain.find(reason, Failures::saysOutOfFiles) != null;
    }

    private static boolean saysOutOfFiles(Throwable cause) {
        String message = cause.getMessage();
        return message != null && message.contains("oo many open files");
    }

    private static HttpException outOfFiles(HttpRequest request, Throwable reason) {
        return failure(
                Kind.CONNECT,
                request,
                "no connection to "
                        + request.target.origin().authority()
                        + ": too many open files; raise the limit (ulimit -n), or lower"
                        + " maxConnections",
                reason);
    }

    /** An open connection failed, or was closed (no reason) before the answer had ended. */
    static HttpException ofExchange(
            HttpRequest request, boolean inBody, @Nullable Throwable reason) {
        String why = reason == null ? "the server closed the connection" : plain(reason);
        return switch (reason) {
            case SSLException e -> tls(request, e);
            case DecoderException e when e.getCause() instanceof SSLException -> tls(request, e);
            case DecoderException e -> notHttp(request, e);
            case null -> inBody ? cutShort(request, why, null) : disconnected(request, why, null);
            case IOException _ ->
                    inBody ? cutShort(request, why, reason) : disconnected(request, why, reason);
            default -> other(request, reason);
        };
    }

    private static HttpException cutShort(
            HttpRequest request, String why, @Nullable Throwable reason) {
        return failure(
                Kind.BODY_CUT_SHORT,
                request,
                "the body from " + request.target.url() + " was cut short: " + why,
                reason);
    }

    private static HttpException disconnected(
            HttpRequest request, String why, @Nullable Throwable reason) {
        return failure(
                Kind.DISCONNECTED,
                request,
                "no answer from " + request.target.url() + ": " + why,
                reason);
    }

    private static HttpException tls(HttpRequest request, Throwable reason) {
        return failure(
                Kind.TLS,
                request,
                TlsFailures.sentence(
                        request.target.origin(), request.session.settings.network().tls(), reason),
                reason);
    }

    /** A proxy that requests are sent to does not take them. */
    static HttpException ofForwarder(HttpRequest request, ProxyServer proxy) {
        return failure(
                Kind.CONNECT,
                request,
                "no connection to "
                        + request.target.origin().authority()
                        + ": "
                        + ConnectFailures.wantsCredentials(proxy),
                null);
    }

    static HttpException notHttp(HttpRequest request, Throwable reason) {
        return failure(
                Kind.PROTOCOL,
                request,
                "what "
                        + request.target.origin().authority()
                        + " sent is not HTTP: "
                        + plain(reason),
                reason);
    }

    static HttpException switchedProtocols(HttpRequest request) {
        return failure(
                Kind.PROTOCOL,
                request,
                request.target.origin().authority() + " switched protocols, which nobody asked for",
                null);
    }

    static HttpException tooLarge(HttpRequest request, long maxBytes) {
        return failure(
                Kind.BODY_TOO_LARGE,
                request,
                "the body from "
                        + request.target.url()
                        + " is longer than "
                        + maxBytes
                        + " bytes: raise maxBodyBytes, or read it as a stream with exchange()",
                null);
    }

    static HttpException ofUpload(HttpRequest request, Throwable reason) {
        return failure(
                Kind.OTHER,
                request,
                "the body for " + request.target.url() + " could not be sent: " + plain(reason),
                reason);
    }

    /** {@code what} was closed, the session or the event loop. */
    static HttpException closed(HttpRequest request, String what, @Nullable Throwable reason) {
        return failure(
                Kind.CLOSED,
                request,
                "the " + what + " was closed before " + request.target.url() + " had answered",
                reason);
    }

    private static HttpException other(HttpRequest request, Throwable reason) {
        return failure(
                Kind.OTHER,
                request,
                "no answer from " + request.target.url() + ": " + reason,
                reason);
    }

    private static HttpException failure(
            Kind kind, HttpRequest request, String message, @Nullable Throwable reason) {
        return new HttpException(kind, request.target.url(), message, reason);
    }

    /** The words of the operating system without Netty's around them. */
    static String plain(Throwable reason) {
        String message = reason.getMessage();
        if (message == null || message.isBlank()) {
            return reason.getClass().getSimpleName();
        }
        if (reason instanceof SocketException || reason instanceof IOException) {
            message =
                    message.replaceFirst("^.*failed with error\\(-?\\d+\\): ", "")
                            .replaceFirst(": [^ ]*/\\S+$", "");
        }
        return message;
    }
}
