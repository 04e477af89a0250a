package dev.heddle.http;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The JDK's check of a server's certificate, which says why it refuses one. */
final class TrustCheck extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager jdk;

    private TrustCheck(X509ExtendedTrustManager jdk) {
        this.jdk = jdk;
    }

    /** Trusts the JVM's authorities. */
    static TrustCheck usual() throws GeneralSecurityException {
        return of((KeyStore) null);
    }

    /** Trusts these authorities only. */
    static TrustCheck of(List<X509Certificate> authorities) throws GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException("an empty store is not read from anywhere", e);
        }
        for (var authority : authorities) {
            store.setCertificateEntry("authority " + store.size(), authority);
        }
        return of(store);
    }

    private static TrustCheck of(@Nullable KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (var manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager jdk) {
                return new TrustCheck(jdk);
            }
        }
        throw new GeneralSecurityException("this JVM has no check of X.509 certificates");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            jdk.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            boolean foreign = isTrusted(chain, authType);
            throw new RefusedCertificateException(
                    foreign
                            ? CertificateFaults.foreign(chain[0], engine.getPeerHost())
                            : CertificateFaults.untrusted(List.of(chain), e),
                    e);
        }
    }

    /** Whether all is well but for the name. */
    private boolean isTrusted(X509Certificate[] chain, String authType) {
        try {
            jdk.checkServerTrusted(chain, authType);
            return true;
        } catch (CertificateException _) {
            // Told by the first check, with the same words.
            return false;
        }
    }

    // --- the rest of the interface ----------------------------------------------------------

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        jdk.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        jdk.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        jdk.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        jdk.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        jdk.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return jdk.getAcceptedIssuers();
    }
}
