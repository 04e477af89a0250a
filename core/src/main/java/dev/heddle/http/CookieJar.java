package dev.heddle.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.cookie.Cookie;
import org.jspecify.annotations.Nullable;

/**
 * Keeps cookies by their domains, so that a request looks at those of its own and no others. Full,
 * it forgets the oldest of a domain, or of the domain used longest ago. Only touched on the loop.
 */
final class CookieJar {
    /** What browsers hold at least (RFC 6265, 6.1). */
    private static final int MOST_OF_A_DOMAIN = 50;

    private static final int MOST = 3_000;

    /** The one used longest ago comes first. */
    private final Map<String, Map<Key, Cookie>> domains = new LinkedHashMap<>(16, 0.75f, true);

    private int size;

    /** What tells the cookies of a domain apart. */
    private record Key(String name, @Nullable String path) {
        static Key of(Cookie cookie) {
            return new Key(cookie.getName(), cookie.getPath());
        }
    }

    /** Takes the place of the one it replaces; one that is over just removes that. */
    void put(Cookie cookie, Instant now) {
        if (cookie.isExpired(now)) {
            remove(cookie);
            return;
        }
        var cookies = domains.computeIfAbsent(cookie.getDomain(), _ -> new LinkedHashMap<>());
        if (cookies.put(Key.of(cookie), cookie) == null) {
            size++;
            makeRoom(cookies, now);
        }
    }

    private void remove(Cookie cookie) {
        var cookies = domains.get(cookie.getDomain());
        if (cookies != null && cookies.remove(Key.of(cookie)) != null) {
            size--;
            if (cookies.isEmpty()) {
                domains.remove(cookie.getDomain());
            }
        }
    }

    private void makeRoom(Map<Key, Cookie> cookies, Instant now) {
        if (cookies.size() > MOST_OF_A_DOMAIN) {
            removeExpired(cookies, now);
        }
        if (cookies.size() > MOST_OF_A_DOMAIN) {
            remove(cookies.values().iterator().next());
        }
        if (size > MOST) {
            remove(domains.values().iterator().next().values().iterator().next());
        }
    }

    private void removeExpired(Map<Key, Cookie> cookies, Instant now) {
        int before = cookies.size();
        cookies.values().removeIf(cookie -> cookie.isExpired(now));
        size -= before - cookies.size();
    }

    boolean holdsSecure(Cookie cookie) {
        var cookies = domains.get(cookie.getDomain());
        var held = cookies == null ? null : cookies.get(Key.of(cookie));
        return held != null && held.isSecure();
    }

    /** Those of a host and of the domains above it that are not over, the oldest of each first. */
    List<Cookie> of(String host, Instant now) {
        var found = new ArrayList<Cookie>();
        for (int at = 0; at >= 0 && size > 0; at = nextLabel(host, at)) {
            var cookies = domains.get(host.substring(at));
            if (cookies != null) {
                removeExpired(cookies, now);
                found.addAll(cookies.values());
                if (cookies.isEmpty()) {
                    domains.remove(host.substring(at));
                }
            }
        }
        return found;
    }

    private static int nextLabel(String host, int at) {
        int dot = host.indexOf('.', at);
        return dot < 0 ? -1 : dot + 1;
    }

    int size() {
        return size;
    }
}
