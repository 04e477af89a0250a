package dev.heddle.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What an idle connection's server can be trusted with: how long it leaves it open. */
final class KeepAlive {
    /** Half of what the most impatient of the usual servers, gunicorn, waits. */
    private static final long WARM_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final Pattern TIMEOUT =
            Pattern.compile("timeout\\s*=\\s*\"?([0-9]{1,9})", Pattern.CASE_INSENSITIVE);

    /** Its hash is remembered; a String's is computed for each answer. */
    private static final AsciiString KEEP_ALIVE = AsciiString.cached("keep-alive");

    private KeepAlive() {}

    /** Whether no server will have closed a connection that has been idle for so long. */
    static boolean isWarm(long idleNanos) {
        return idleNanos < WARM_NANOS;
    }

    /** As long as the session allows, and a second less than an answer says. */
    static long nanos(HttpHeaders headers, Duration idleTimeout) {
        long most = Settings.nanos(idleTimeout);
        String header = headers.get(KEEP_ALIVE);
        if (header == null) {
            return most;
        }
        var timeout = TIMEOUT.matcher(header);
        return timeout.find()
                ? Math.min(most, TimeUnit.SECONDS.toNanos(Long.parseLong(timeout.group(1)) - 1))
                : most;
    }
}
