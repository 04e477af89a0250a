package dev.heddle.load;

import dev.heddle.http.HttpException.Kind;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What went wrong on the wire, in the words of an HTTP session. */
final class WireFailures {
    static final String DNS = Kind.DNS.label();
    static final String CONNECT = Kind.CONNECT.label();
    static final String PROTOCOL = Kind.PROTOCOL.label();

    private WireFailures() {}

    static String ofStatus(WireRequest request, int code) {
        return request.name() + " was answered with " + HttpResponseStatus.valueOf(code);
    }

    /** Of a connection that ended, or had to, before the answer did. */
    static String ended(boolean inBody, boolean byServer) {
        var kind = byServer ? (inBody ? Kind.BODY_CUT_SHORT : Kind.DISCONNECTED) : Kind.OTHER;
        return kind.label();
    }

    static String ofEnd(WireRequest request, boolean inBody, @Nullable Throwable reason) {
        String why = reason == null ? "the server closed the connection" : plain(reason);
        return inBody
                ? "the answer to " + request.name() + " was cut short: " + why
                : "no answer to " + request.name() + ": " + why;
    }

    static String notHttp(WireRequest request, Throwable reason) {
        return "the answer to " + request.name() + " is not HTTP: " + plain(reason);
    }

    static String switched(WireRequest request) {
        return "the answer to " + request.name() + " switched protocols, which nobody asked for";
    }

    static String unknownHost(String host) {
        return "unknown host " + host;
    }

    static String noConnection(WireAddress address, Throwable reason) {
        String message = plain(reason);
        if (message.contains("oo many open files")) {
            message += "; raise the limit (ulimit -n), or open fewer connections";
        } else if (message.contains("annot assign requested address")) {
            message += "; this machine has no port left for it: open fewer connections";
        } else if (reason instanceof ConnectTimeoutException) {
            message = "it did not answer in time";
        }
        return "no connection to " + address.authority() + ": " + message;
    }

    /** The words of the operating system without Netty's around them. */
    private static String plain(Throwable reason) {
        String message = reason.getMessage();
        if (message == null || message.isBlank()) {
            return reason.getClass().getSimpleName();
        }
        return reason instanceof IOException
                ? message.replaceFirst("^.*failed with error\\(-?\\d+\\): ", "")
                        .replaceFirst(": [^ ]*/\\S+$", "")
                : message;
    }
}
