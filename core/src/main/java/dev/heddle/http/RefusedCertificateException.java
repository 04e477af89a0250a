package dev.heddle.http;

import java.security.cert.CertificateException;

/** A server's certificate is refused, for a reason that the message tells a person. */
final class RefusedCertificateException extends CertificateException {
    private static final long serialVersionUID = 1L;

    RefusedCertificateException(String message, CertificateException cause) {
        super(message, cause);
    }
}
