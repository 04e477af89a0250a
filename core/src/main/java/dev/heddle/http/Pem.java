package dev.heddle.http;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Certificates in PEM (RFC 7468), with whatever text between them; the JDK's own reader stumbles
 * over hyphens there.
 */
final class Pem {
    private static final Pattern CERTIFICATE =
            Pattern.compile(
                    "-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----"
                            + "([^-]*)-----END (?:X509 |TRUSTED )?CERTIFICATE-----");

    private Pem() {}

    /**
     * All of them, at least one.
     *
     * @throws CertificateException if there is none, or one that cannot be read
     */
    static List<X509Certificate> certificates(String text) throws CertificateException {
        var factory = CertificateFactory.getInstance("X.509");
        var all = new ArrayList<X509Certificate>();
        for (var block = CERTIFICATE.matcher(text); block.find(); ) {
            try {
                byte[] bytes = Base64.getMimeDecoder().decode(block.group(1));
                var in = new ByteArrayInputStream(bytes);
                all.add((X509Certificate) factory.generateCertificate(in));
            } catch (CertificateException | IllegalArgumentException e) {
                throw new CertificateException(
                        "its certificate number " + (all.size() + 1) + " cannot be read", e);
            }
        }
        if (all.isEmpty()) {
            throw new CertificateException("it holds no certificate in PEM");
        }
        return all;
    }
}
