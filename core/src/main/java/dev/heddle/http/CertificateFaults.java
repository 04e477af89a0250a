package dev.heddle.http;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a server's certificate is refused, and what can be done, in words. */
final class CertificateFaults {
    /** Kinds of alternative names (RFC 5280, 4.2.1.6). */
    private static final int DNS_NAME = 2;

    private static final int IP_ADDRESS = 7;

    /** Content networks have hundreds in one certificate. */
    private static final int MAX_NAMES = 5;

    private CertificateFaults() {}

    /** Trusted, but it belongs to another host. */
    static String foreign(X509Certificate certificate, @Nullable String host) {
        var names = names(certificate);
        String all = String.join(", ", names.subList(0, Math.min(MAX_NAMES, names.size())));
        int more = names.size() - MAX_NAMES;
        return "its certificate is for "
                + (names.isEmpty() ? "no host at all" : all)
                + (more > 0 ? " and " + more + " more" : "")
                + ", not for "
                + host;
    }

    private static List<String> names(X509Certificate certificate) {
        var names = new ArrayList<String>();
        try {
            var all = certificate.getSubjectAlternativeNames();
            for (var name : all == null ? List.<List<?>>of() : all) {
                if (name.get(0) instanceof Integer kind
                        && (kind == DNS_NAME || kind == IP_ADDRESS)) {
                    names.add(String.valueOf(name.get(1)));
                }
            }
        } catch (CertificateParsingException _) {
            // Then it has no names that can be told.
        }
        return names;
    }

    /** Not trusted, whomever it belongs to. */
    static String untrusted(List<X509Certificate> chain, CertificateException reason) {
        if (has(reason, CertificateExpiredException.class)
                || has(reason, CertificateNotYetValidException.class)) {
            return untimely(chain, reason);
        }
        if (has(reason, CertPathBuilderException.class)) {
            return unknown(chain);
        }
        return "its certificate is not valid: " + Failures.plain(CauseChain.root(reason));
    }

    private static String untimely(List<X509Certificate> chain, CertificateException reason) {
        for (int i = 0; i < chain.size(); i++) {
            var certificate = chain.get(i);
            String whose =
                    i == 0 ? "its certificate" : "the certificate of " + subject(certificate);
            try {
                certificate.checkValidity();
            } catch (CertificateExpiredException _) {
                return whose + " expired at " + certificate.getNotAfter().toInstant();
            } catch (CertificateNotYetValidException _) {
                return whose
                        + " is not valid before "
                        + certificate.getNotBefore().toInstant()
                        + "; is the clock of this machine right?";
            }
        }
        // One that the server did not send: an authority's.
        return "a certificate of its authority is out of date: "
                + Failures.plain(CauseChain.root(reason));
    }

    private static String unknown(List<X509Certificate> chain) {
        var last = chain.getLast();
        var first = chain.getFirst();
        boolean selfSigned = isSelfSigned(first);
        return selfSigned
                ? "its certificate is self-signed; trust it with Tls.trust(file)"
                : "its certificate is signed by an unknown authority, "
                        + last.getIssuerX500Principal().getName()
                        + "; trust it with Tls.trust(file)";
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    private static boolean has(Throwable reason, Class<? extends Throwable> type) {
        return CauseChain.find(reason, type) != null;
    }
}
