package dev.heddle.demo.io.fetch;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * How many requests may be under way at a time, to one host and in total. Only touched by the tasks
 * of one loop; knows only the hosts that are in use.
 */
final class HostLimits {
    private final Semaphore total;
    private final int perHost;
    private final Map<String, Host> hosts = new HashMap<>();

    HostLimits(int total, int perHost) {
        this.total = new Semaphore(total);
        this.perHost = perHost;
    }

    /** Parks the task until it is its turn; closing what it returns ends the turn. */
    Turn enter(String url) throws InterruptedException {
        var host = hosts.computeIfAbsent(hostOf(url), name -> new Host(name, perHost));
        host.users++;
        try {
            host.slots.acquire();
            acquireTotal(host);
        } catch (InterruptedException e) {
            leave(host);
            throw e;
        }
        return new Turn(this, host);
    }

    private void acquireTotal(Host host) throws InterruptedException {
        try {
            total.acquire();
        } catch (InterruptedException e) {
            host.slots.release();
            throw e;
        }
    }

    private void leave(Host host) {
        host.users--;
        if (host.users == 0) {
            hosts.remove(host.name);
        }
    }

    /** Scheme, host and port, as far as a URL has them; good enough to tell hosts apart. */
    static String hostOf(String url) {
        int slashes = url.indexOf("//");
        int end = slashes < 0 ? -1 : url.indexOf('/', slashes + 2);
        return (end < 0 ? url : url.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    /** A turn that has come. */
    static final class Turn implements AutoCloseable {
        private final HostLimits limits;
        private final Host host;

        private Turn(HostLimits limits, Host host) {
            this.limits = limits;
            this.host = host;
        }

        String host() {
            return host.name;
        }

        @Override
        public void close() {
            limits.total.release();
            host.slots.release();
            limits.leave(host);
        }
    }

    private static final class Host {
        final String name;
        final Semaphore slots;
        int users;

        Host(String name, int slots) {
            this.name = name;
            this.slots = new Semaphore(slots);
        }
    }
}
