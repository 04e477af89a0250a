package dev.heddle.http;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why there is no secure connection, in a sentence for the user. */
final class TlsFailures {
    /** The other side's last word (RFC 8446, 6.2), in the JDK's message. */
    private static final Pattern ALERT = Pattern.compile("fatal alert: (\\w+)");

    /** Alerts about the certificate of the one who gets them. */
    private static final Set<String> ABOUT_CERTIFICATES =
            Set.of(
                    "bad_certificate",
                    "unsupported_certificate",
                    "certificate_revoked",
                    "certificate_expired",
                    "certificate_unknown",
                    "certificate_required",
                    "unknown_ca",
                    "access_denied");

    private static final String NAME_ONE = "name one with Tls.certificate(chain, key)";

    private TlsFailures() {}

    static String sentence(Origin origin, Tls tls, Throwable reason) {
        return "no secure connection to " + origin.authority() + ": " + why(origin, tls, reason);
    }

    private static String why(Origin origin, Tls tls, Throwable reason) {
        var distrust = CauseChain.find(reason, RefusedCertificateException.class);
        if (distrust != null) {
            return String.valueOf(distrust.getMessage());
        }
        if (CauseChain.find(reason, NotSslRecordException.class) != null) {
            return "it does not speak TLS on that port; is it http:// there?";
        }
        if (CauseChain.find(reason, SslHandshakeTimeoutException.class) != null) {
            return "it did not complete the handshake in time (connectTimeout)";
        }
        String alert = alert(reason);
        if (alert != null) {
            return ofAlert(origin, tls, alert);
        }
        if (isClosed(reason)) {
            return "the server closed the connection during the handshake";
        }
        return Failures.plain(CauseChain.root(reason));
    }

    private static @Nullable String alert(Throwable reason) {
        var tls = CauseChain.find(reason, SSLException.class);
        var alert = ALERT.matcher(tls == null ? "" : String.valueOf(tls.getMessage()));
        return alert.find() ? alert.group(1) : null;
    }

    private static String ofAlert(Origin origin, Tls tls, String alert) {
        boolean hasCertificate = tls.certificate != null;
        if (ABOUT_CERTIFICATES.contains(alert)) {
            return hasCertificate
                    ? "it refuses our certificate, " + tls.certificate + " (" + alert + ")"
                    : "it wants a client certificate (" + alert + "); " + NAME_ONE;
        }
        return switch (alert) {
            // All that TLS 1.2 says.
            case "handshake_failure" ->
                    (hasCertificate
                                    ? "it refuses our certificate, " + tls.certificate + ","
                                    : "it wants a client certificate")
                            + " or has no cipher in common with this JVM (handshake_failure)"
                            + (hasCertificate ? "" : "; " + NAME_ONE);
            case "protocol_version" -> "it speaks no version of TLS that this JVM speaks";
            case "unrecognized_name" -> "it has no certificate for " + origin.host();
            default -> "the server ended the handshake (" + alert + ")";
        };
    }

    /** Netty says the second with a type that is its own secret. */
    private static boolean isClosed(Throwable reason) {
        return CauseChain.find(reason, ClosedChannelException.class) != null
                || String.valueOf(reason.getMessage()).contains("closed while SSL/TLS handshake");
    }
}
