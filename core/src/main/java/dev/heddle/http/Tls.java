package dev.heddle.http;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whom a session trusts, and who it is, where it speaks TLS. Immutable; the files are read when the
 * session first needs them, and one that cannot be read fails the request with {@link
 * HttpException.Kind#TLS}.
 *
 * <p>That a certificate belongs to the host of the URL, be it a name or an address, is checked
 * always but with {@link #trustAnybody}.
 */
public final class Tls {
    private static final Tls USUAL = new Tls(null, null, null, false);

    final @Nullable Path authorities;
    final @Nullable Path certificate;
    final @Nullable Path key;
    final boolean trustsAll;

    private Tls(
            @Nullable Path authorities,
            @Nullable Path certificate,
            @Nullable Path key,
            boolean trustsAll) {
        this.authorities = authorities;
        this.certificate = certificate;
        this.key = key;
        this.trustsAll = trustsAll;
    }

    /**
     * Trusts the certificate authorities of the JVM, and shows no certificate.
     *
     * @return the usual settings
     */
    public static Tls usual() {
        return USUAL;
    }

    /**
     * Trusts these certificate authorities instead of the JVM's.
     *
     * @param pem a file of one or more certificates in PEM
     * @return the new settings
     */
    public Tls trust(Path pem) {
        return new Tls(Objects.requireNonNull(pem, "pem"), certificate, key, trustsAll);
    }

    /**
     * Shows a certificate to servers that ask for one (mTLS).
     *
     * @param chainPem a file of the certificate and those that sign it, in PEM
     * @param keyPem its private key, PKCS#8 in PEM, without a password
     * @return the new settings
     */
    public Tls certificate(Path chainPem, Path keyPem) {
        return new Tls(
                authorities,
                Objects.requireNonNull(chainPem, "chainPem"),
                Objects.requireNonNull(keyPem, "keyPem"),
                trustsAll);
    }

    /**
     * Trusts every server, whoever it is: for tests only, since anybody on the way can read along.
     *
     * @return the new settings
     */
    public Tls trustAnybody() {
        return new Tls(authorities, certificate, key, true);
    }
}
