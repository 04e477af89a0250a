package dev.heddle.http;

import dev.heddle.http.HttpException.Kind;
import io.netty.channel.Channel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLException;
import reactor.core.publisher.Mono;

/** A session's TLS, by Netty's handler on the JDK's engine. Only touched on the loop. */
final class Handshakes {
    private final Tls tls;
    private final SslContext context;
    private final int timeoutMillis;

    /**
     * Reads the files that the settings name.
     *
     * @param protocols to offer, the best first (ALPN); none offers nothing
     * @throws NetworkException if they cannot be read
     */
    Handshakes(Settings settings, List<String> protocols, int timeoutMillis)
            throws NetworkException {
        this.tls = settings.network().tls();
        this.context = context(tls, protocols);
        this.timeoutMillis = timeoutMillis;
    }

    /** Speaks TLS on a channel; gives the protocol that the server chose, empty for none. */
    Mono<String> shake(Channel channel, Origin origin) {
        return Mono.create(sink -> {
            sink.onCancel(() -> QuietClose.now(channel));
            var handler = context.newHandler(channel.alloc(), peer(origin.host()), origin.port());
            handler.setHandshakeTimeoutMillis(timeoutMillis);
            channel.pipeline().addLast(handler);
            var quiet = QuietClose.onFailure(channel);
            handler.handshakeFuture()
                    .addListener(done -> {
                        if (done.isSuccess()) {
                            channel.pipeline().remove(quiet);
                            String chosen = handler.applicationProtocol();
                            sink.success(chosen == null ? "" : chosen);
                        } else {
                            sink.error(failure(origin, done.cause()));
                        }
                    });
        });
    }

    /** A name that ends in a dot is the same name in a certificate without it. */
    private static String peer(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private NetworkException failure(Origin origin, Throwable reason) {
        return new NetworkException(Kind.TLS, TlsFailures.sentence(origin, tls, reason), reason);
    }

    // --- the context ------------------------------------------------------------------------

    private static SslContext context(Tls tls, List<String> protocols) throws NetworkException {
        // The JDK's, also where there is another: its errors are known here.
        var builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        try {
            trust(builder, tls);
            identify(builder, tls);
            if (!protocols.isEmpty()) {
                builder.applicationProtocolConfig(alpn(protocols));
            }
            return builder.build();
        } catch (SSLException | GeneralSecurityException e) {
            throw new NetworkException(Kind.TLS, "no TLS: " + Failures.plain(e), e);
        }
    }

    private static ApplicationProtocolConfig alpn(List<String> protocols) {
        return new ApplicationProtocolConfig(
                Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE,
                SelectedListenerFailureBehavior.ACCEPT,
                protocols);
    }

    private static void trust(SslContextBuilder builder, Tls tls)
            throws GeneralSecurityException, NetworkException {
        if (tls.trustsAll) {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .endpointIdentificationAlgorithm(null);
            return;
        }
        var authorities = tls.authorities;
        var trust =
                authorities == null
                        ? TrustCheck.usual()
                        : TrustCheck.of(certificates("trust", authorities));
        builder.trustManager(trust).endpointIdentificationAlgorithm("HTTPS");
    }

    private static void identify(SslContextBuilder builder, Tls tls) throws NetworkException {
        if (tls.certificate == null || tls.key == null) {
            return;
        }
        var _ = certificates("certificate", tls.certificate);
        readable("certificate", tls.key);
        try {
            builder.keyManager(tls.certificate.toFile(), tls.key.toFile());
        } catch (IllegalArgumentException e) {
            throw unusable(
                    "certificate",
                    tls.key,
                    "it holds no private key, which must be PKCS#8 in PEM, without a password",
                    e);
        }
    }

    private static List<java.security.cert.X509Certificate> certificates(String what, Path file)
            throws NetworkException {
        try {
            return Pem.certificates(readable(what, file));
        } catch (GeneralSecurityException e) {
            throw unusable(what, file, Failures.plain(e), e);
        }
    }

    private static String readable(String what, Path file) throws NetworkException {
        try {
            // Of whatever encoding: what is read of it is ASCII.
            return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            String why =
                    Files.notExists(file)
                            ? "there is no such file"
                            : "it cannot be read: " + e.getClass().getSimpleName();
            throw unusable(what, file, why, e);
        }
    }

    private static NetworkException unusable(String what, Path file, String why, Throwable cause) {
        return new NetworkException(
                Kind.TLS, "no TLS with the file of Tls." + what + ", " + file + ": " + why, cause);
    }
}
