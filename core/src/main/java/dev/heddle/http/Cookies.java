package dev.heddle.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Clock;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hc.client5.http.cookie.Cookie;
import org.apache.hc.client5.http.cookie.CookieOrigin;
import org.apache.hc.client5.http.cookie.CookieSpec;
import org.apache.hc.client5.http.cookie.MalformedCookieException;
import org.apache.hc.client5.http.cookie.SetCookie;
import org.apache.hc.client5.http.impl.cookie.RFC6265CookieSpecFactory;
import org.apache.hc.client5.http.impl.cookie.RFC6265CookieSpecFactory.CompatibilityLevel;
import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cookies of a session (RFC 6265). Reading them and who gets them is HttpClient's, with the
 * list of public suffixes; keeping them is {@link CookieJar}'s. Made by whoever builds the session,
 * for the list takes a moment to read; then only touched on the loop.
 *
 * <p>Two rules are from RFC 6265's successor, as browsers have them: without https no cookie can be
 * made secure, nor take the place of one that is; and names that begin with {@code __Secure-} or
 * {@code __Host-} keep what they promise.
 */
final class Cookies {
    private static final Logger LOG = LoggerFactory.getLogger(HttpSession.class);

    /** As many as browsers take at least, attributes included (RFC 6265, 6.1). */
    private static final int MAX_COOKIE_CHARS = 4_096;

    // Without the list, of which it would use the half: it lets cookies of github.io through.
    private final CookieSpec rules =
            new RFC6265CookieSpecFactory(CompatibilityLevel.RELAXED, null).create(null);
    private final PublicSuffixMatcher publicSuffixes = PublicSuffixMatcherLoader.getDefault();
    private final CookieJar jar = new CookieJar();
    private final InstantSource clock;

    Cookies() {
        this(Clock.systemUTC());
    }

    Cookies(InstantSource clock) {
        this.clock = clock;
    }

    // --- what servers set -------------------------------------------------------------------

    /** Keeps what an answer sets, whatever its status. */
    void received(Target from, HttpHeaders headers) {
        for (String line : headers.getAll(HttpHeaderNames.SET_COOKIE)) {
            if (line.length() <= MAX_COOKIE_CHARS) {
                receive(from, line);
            }
        }
    }

    private void receive(Target from, String line) {
        var origin = origin(from);
        try {
            for (var cookie : rules.parse(new BasicHeader("Set-Cookie", line), origin)) {
                rules.validate(cookie, origin);
                if (!isForAPublicSuffix(cookie) && mayKeep(cookie, from)) {
                    jar.put(asItCame(cookie, line, origin), clock.instant());
                }
            }
        } catch (MalformedCookieException | RuntimeException e) {
            // A cookie that cannot be read, or is another's, is none (RFC 6265, 5.2).
            LOG.debug("not a cookie from {}", from.origin().authority(), e);
        }
    }

    private boolean isForAPublicSuffix(Cookie cookie) {
        return cookie.containsAttribute(Cookie.DOMAIN_ATTR)
                && publicSuffixes.matches(cookie.getDomain());
    }

    /** With quotes that belong to the value, and without a path that is none (5.2, 5.2.4). */
    private static Cookie asItCame(Cookie cookie, String line, CookieOrigin origin) {
        if (cookie instanceof SetCookie own) {
            String pair = line.split(";", 2)[0];
            own.setValue(pair.substring(pair.indexOf('=') + 1).strip());
            if (cookie.getPath() == null || !cookie.getPath().startsWith("/")) {
                own.setPath(directory(origin.getPath()));
            }
        }
        return cookie;
    }

    private static String directory(String path) {
        return path.substring(0, Math.max(1, path.lastIndexOf('/')));
    }

    private boolean mayKeep(Cookie cookie, Target from) {
        if (!from.origin().secure() && (cookie.isSecure() || jar.holdsSecure(cookie))) {
            return false;
        }
        if (cookie.getName().startsWith("__Host-")) {
            return cookie.isSecure()
                    && cookie.getPath().equals("/")
                    && !cookie.containsAttribute(Cookie.DOMAIN_ATTR);
        }
        return cookie.isSecure() || !cookie.getName().startsWith("__Secure-");
    }

    // --- what is sent -----------------------------------------------------------------------

    /** The Cookie header of a request, null without any. */
    @Nullable String header(Target to) {
        return header(to, Set.of());
    }

    private @Nullable String header(Target to, Set<String> without) {
        var header = new StringBuilder();
        for (var cookie : matching(to)) {
            if (!without.contains(cookie.getName())) {
                header.append(header.isEmpty() ? "" : "; ");
                header.append(cookie.getName()).append('=').append(cookie.getValue());
            }
        }
        return header.isEmpty() ? null : header.toString();
    }

    private List<Cookie> matching(Target to) {
        var origin = origin(to);
        return jar.of(to.origin().host(), clock.instant()).stream()
                .filter(cookie -> rules.match(cookie, origin))
                .sorted((a, b) -> b.getPath().length() - a.getPath().length())
                .toList();
    }

    /** Adds them to a request. What it sets itself comes first, and alone under its name. */
    void addTo(HttpHeaders headers, Target to) {
        String own = String.join("; ", headers.getAll(HttpHeaderNames.COOKIE));
        String kept = header(to, names(own));
        if (kept != null) {
            headers.set(HttpHeaderNames.COOKIE, own.isEmpty() ? kept : own + "; " + kept);
        }
    }

    private static Set<String> names(String header) {
        var names = new HashSet<String>();
        for (String pair : header.split(";", -1)) {
            int end = pair.indexOf('=');
            names.add((end < 0 ? pair : pair.substring(0, end)).strip());
        }
        return names;
    }

    private static CookieOrigin origin(Target target) {
        var origin = target.origin();
        int query = target.path().indexOf('?');
        String path = query < 0 ? target.path() : target.path().substring(0, query);
        return new CookieOrigin(origin.host(), origin.port(), path, origin.secure());
    }
}
