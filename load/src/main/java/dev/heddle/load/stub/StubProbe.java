package dev.heddle.load.stub;

import dev.heddle.load.StubHealth;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Watches a stub in another process, over HTTP: a {@link LoadStubs} or {@link NullServer}, such as
 * {@code heddle stubs} starts. Used by one thread at a time, which is no loop's.
 */
public final class StubProbe implements StubHealth.Probe {
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    /** Both sides do all this for the first time, on a machine that may be busy. */
    private static final Duration FIRST_DEADLINE = Duration.ofSeconds(5);

    /** A health has some hundred bytes. */
    private static final int MOST_BYTES = 64 * 1024;

    private final URI health;
    private final String kind;
    private @Nullable StubCounters before;

    private StubProbe(URI health, StubCounters first) {
        this.health = health;
        this.kind = first.kind();
        this.before = first;
    }

    /**
     * Asks whether a URL is one of a stub of ours. Only servers on this machine's loopback
     * interface are asked, since those stubs listen nowhere else, and once, for five seconds at
     * most.
     *
     * @param target what is loaded
     * @return empty if it is something else
     */
    public static Optional<StubHealth.Probe> of(URI target) {
        if (!"http".equalsIgnoreCase(target.getScheme()) || !isLoopback(target.getHost())) {
            return Optional.empty();
        }
        var health = URI.create("http://" + target.getRawAuthority() + StubHealthJson.PATH);
        var first = ask(health, FIRST_DEADLINE);
        return first == null ? Optional.empty() : Optional.of(new StubProbe(health, first));
    }

    private static boolean isLoopback(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.equals("[::1]") || name.matches("127(\\.\\d+){3}");
    }

    @Override
    public void begin() {
        before = ask(health, DEADLINE);
    }

    @Override
    public StubHealth end() {
        var then = before;
        var now = ask(health, DEADLINE);
        if (now != null && then != null) {
            return now.since(then);
        }
        return new StubHealth(
                kind, true, "it did not tell how it was within " + DEADLINE.toSeconds() + " s");
    }

    /** Null if it does not answer in time, or something else. */
    private static @Nullable StubCounters ask(URI health, Duration deadline) {
        var client = HttpClient.newBuilder().connectTimeout(deadline).build();
        var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES);
        try {
            var answer =
                    client.sendAsync(HttpRequest.newBuilder(health).build(), handler)
                            .get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return answer.statusCode() == 200 ? StubHealthJson.read(answer.body()) : null;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException | TimeoutException _) {
            return null;
        } finally {
            client.shutdownNow();
        }
    }
}
