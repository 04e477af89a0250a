package dev.heddle.http;

import dev.heddle.http.HttpException.Kind;
import dev.heddle.internal.Text;
import io.netty.channel.ConnectTimeoutException;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What went wrong with several addresses, or with a proxy, in a sentence for the user. */
final class ConnectFailures {
    /** What a proxy answered, at the end of what Netty's handlers of proxies say. */
    private static final Pattern STATUS = Pattern.compile("status: (.+)$");

    /** HttpProxyHandler's, for an answer that it could not read. */
    private static final String UNREADABLE = "999";

    private ConnectFailures() {}

    /** There is no connection to {@code to}, such as a proxy. */
    static Throwable of(String to, Settings settings, Throwable reason) {
        return reason instanceof NetworkException || !(reason instanceof IOException)
                ? reason
                : new NetworkException(
                        Kind.CONNECT, "no connection to " + to + why(settings, reason), reason);
    }

    private static String why(Settings settings, Throwable reason) {
        return switch (reason) {
            case UnknownHostException _ -> ": the host is unknown";
            case ConnectTimeoutException _ -> " within " + Text.of(settings.timeouts().connect());
            default -> ": " + Failures.plain(reason);
        };
    }

    /** None of the addresses of {@code to} could be connected to. */
    static Throwable ofAll(
            String to, Settings settings, List<HappyEyeballs.Failed<InetSocketAddress>> failed) {
        for (var one : failed) {
            if (!(one.reason() instanceof IOException)) {
                // Such as too many open files, which is not about the address.
                return one.reason();
            }
        }
        String all =
                failed.stream()
                        .map(one ->
                                text(one.address().getAddress())
                                        + " ("
                                        + whyOne(settings, one.reason())
                                        + ")")
                        .collect(Collectors.joining(", "));
        var failure =
                new NetworkException(
                        Kind.CONNECT,
                        "no connection to " + to + ": " + all,
                        failed.getFirst().reason());
        failed.stream().skip(1).forEach(one -> failure.addSuppressed(one.reason()));
        return failure;
    }

    private static String whyOne(Settings settings, Throwable reason) {
        return reason instanceof ConnectTimeoutException
                ? "no answer within " + Text.of(settings.timeouts().connect())
                : Failures.plain(reason);
    }

    /** The session may connect to none of the addresses. */
    static NetworkException refused(String host, List<InetAddress> all) {
        String addresses =
                all.stream().map(ConnectFailures::text).collect(Collectors.joining(", "));
        return new NetworkException(
                Kind.ADDRESS_REFUSED,
                host.equals(addresses)
                        ? host + " is an address that this session may not connect to"
                        : host
                                + " has only addresses that this session may not connect to: "
                                + addresses,
                null);
    }

    private static String text(InetAddress address) {
        return NetUtil.toAddressString(address);
    }

    // --- proxies ----------------------------------------------------------------------------

    /** A proxy has opened no tunnel. */
    static NetworkException ofTunnel(
            ProxyServer proxy, Origin origin, Settings settings, Throwable reason) {
        return new NetworkException(
                Kind.CONNECT,
                "no connection to " + origin.authority() + ": " + why(proxy, settings, reason),
                reason);
    }

    private static String why(ProxyServer proxy, Settings settings, Throwable reason) {
        String message = String.valueOf(reason.getMessage());
        String name = "the proxy " + proxy.authority();
        if (message.endsWith(", timeout")) {
            return name + " did not answer within " + Text.of(settings.timeouts().connect());
        }
        if (message.endsWith(", disconnected")) {
            return name + " closed the connection";
        }
        var status = STATUS.matcher(message);
        if (message.contains("authStatus: ")) {
            return wantsCredentials(proxy);
        }
        if (message.contains("authMethod: ")) {
            // Netty's decoder takes whatever is not SOCKS5 for this refusal.
            return wantsCredentials(proxy) + "; or it does not speak SOCKS5";
        }
        return status.find() && !status.group(1).startsWith(UNREADABLE)
                ? ofStatus(proxy, status.group(1))
                : "what " + name + " sent is not what such a proxy says";
    }

    private static String ofStatus(ProxyServer proxy, String status) {
        if (status.startsWith("407")) {
            return wantsCredentials(proxy);
        }
        boolean http = proxy.kind() == ProxyServer.Kind.HTTP;
        return "the proxy " + proxy.authority() + " refused it: " + (http ? status : word(status));
    }

    /** {@code HOST_UNREACHABLE(4)} as words. */
    private static String word(String status) {
        return status.replaceFirst("\\(.*", "").replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    static String wantsCredentials(ProxyServer proxy) {
        return "the proxy "
                + proxy.authority()
                + (proxy.credentials() == null
                        ? " wants credentials, which its URL may hold: user:password@host:port"
                        : " wants other credentials");
    }
}
