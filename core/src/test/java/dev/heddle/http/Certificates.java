package dev.heddle.http;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** Certificates as a test wants them, by name, and their files in a directory. */
final class Certificates {
    private final Path directory;
    private final Map<String, X509Bundle> all = new HashMap<>();

    Certificates(Path directory) {
        this.directory = directory;
    }

    void authority(String name) throws Exception {
        selfSigned(name, _ -> {});
    }

    void selfSigned(String name, Consumer<CertificateBuilder> more) throws Exception {
        all.put(name, builder(name, more).setIsCertificateAuthority(true).buildSelfSigned());
    }

    /** Signed by the one named "authority". */
    void signed(String name, Consumer<CertificateBuilder> more) throws Exception {
        all.put(name, builder(name, more).buildIssuedBy(get("authority")));
    }

    private static CertificateBuilder builder(String name, Consumer<CertificateBuilder> more) {
        var builder = new CertificateBuilder().ecp256().subject("CN=" + name);
        more.accept(builder);
        return builder;
    }

    private X509Bundle get(String name) {
        var bundle = all.get(name);
        if (bundle == null) {
            throw new IllegalArgumentException("no certificate " + name);
        }
        return bundle;
    }

    /** The certificate and those that sign it. */
    Path pem(String name) throws IOException {
        return Files.writeString(
                directory.resolve(name + ".pem"),
                "some text - and a hyphen\n" + get(name).getCertificatePathPEM());
    }

    /** Trusts the certificate, as the JVM reads it. */
    Path trustStore(String name, String password) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(name, get(name).getCertificate());
        var file = directory.resolve(name + ".p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return file;
    }

    /** The private key. */
    Path key(String name) throws IOException {
        return Files.writeString(directory.resolve(name + ".key"), get(name).getPrivateKeyPEM());
    }

    /** TLS for a server that shows this certificate. */
    SSLContext server(String name) throws Exception {
        return server(name, (TrustManager[]) null);
    }

    /** TLS for a server that shows this certificate, and trusts clients of an authority. */
    SSLContext server(String name, String authority) throws Exception {
        return server(name, get(authority).toTrustManagerFactory().getTrustManagers());
    }

    private SSLContext server(String name, TrustManager @Nullable [] trust) throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(get(name).toKeyManagerFactory().getKeyManagers(), trust, null);
        return context;
    }
}
