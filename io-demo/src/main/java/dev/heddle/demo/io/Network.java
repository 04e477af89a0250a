package dev.heddle.demo.io;

import dev.heddle.http.HttpProxy;
import dev.heddle.http.HttpSessionBuilder;
import dev.heddle.http.Tls;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How servers are reached.
 *
 * @param authorities a file of whom to trust instead of the JVM's authorities
 * @param trustsAnybody whether certificates are not looked at
 */
public record Network(HttpProxy proxy, @Nullable Path authorities, boolean trustsAnybody) {
    /** The same for servers of this machine. */
    public Network withoutProxy() {
        return new Network(HttpProxy.none(), authorities, trustsAnybody);
    }

    /** Whether a session needs to be told nothing. */
    public boolean isUsual() {
        return proxy.equals(HttpProxy.none()) && authorities == null && !trustsAnybody;
    }

    /** Tells a session. Classes of TLS are loaded only where something was asked for. */
    public HttpSessionBuilder applyTo(HttpSessionBuilder session) {
        session.proxy(proxy);
        if (trustsAnybody) {
            session.tls(Tls.usual().trustAnybody());
        } else if (authorities != null) {
            session.tls(Tls.usual().trust(authorities));
        }
        return session;
    }
}
