package dev.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code --resume} after {@code kill -9} at random moments: no URL is lost, none is doubled. A
 * moment is one of the server's: when so many requests have come, give or take some milliseconds of
 * the process. {@code -Dheddle.fetch.urls} and {@code -Dheddle.fetch.kills} say how many, {@code
 * -Dheddle.fetch.seed} repeats what a failure printed.
 */
@Timeout(900)
class FetchKillTest {
    private static final Path LAUNCHER = Path.of("../heddle").toAbsolutePath().normalize();

    private static final int URLS = Integer.getInteger("heddle.fetch.urls", 2_000);
    private static final int KILLS = Integer.getInteger("heddle.fetch.kills", 3);
    private static final long SEED = Long.getLong("heddle.fetch.seed", new Random().nextLong());

    private final Random random = new Random(SEED);

    @TempDir Path directory;

    private DisposableServer server;
    private volatile CountDownLatch requests = new CountDownLatch(1);
    private Process process;

    @BeforeEach
    void startServer() {
        server =
                HttpServer.create()
                        .host("127.0.0.1")
                        .handle((request, response) -> {
                            requests.countDown();
                            boolean bad = request.uri().endsWith("7");
                            return response.status(bad ? 404 : 200).sendString(Mono.just("fine"));
                        })
                        .bindNow();
    }

    @AfterEach
    void stop() {
        if (process != null) {
            process.destroyForcibly();
        }
        server.disposeNow();
    }

    @Test
    void killedAtRandomMomentsItLosesNothingAndDoublesNothing() throws Exception {
        var urls = urls();
        Path records = directory.resolve("records.jsonl");
        Path list = Files.write(directory.resolve("urls"), urls);

        int[] torn = new int[1];
        for (int kill = 0; kill < KILLS; kill++) {
            killOnce(list, records, torn);
        }
        run(list, records);

        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        System.out.println(
                "fetch: " + URLS + " URLs, " + KILLS + " kills, " + torn[0] + " torn records");
        assertThat(process.exitValue()).as(seed()).isEqualTo(3);
        var recorded = urlsOf(records);
        assertThat(recorded).as(seed()).hasSize(URLS);
        assertThat(new HashSet<>(recorded)).as(seed()).isEqualTo(new HashSet<>(urls));
    }

    /** Ends within the run: with each kill, a share of what is left is done. */
    private void killOnce(Path list, Path records, int[] torn) throws Exception {
        long left = URLS - lines(records);
        requests =
                new CountDownLatch(1 + random.nextInt((int) Math.max(1, 2 * left / (KILLS + 2))));
        run(list, records);
        // Ends early only where nothing was left.
        while (!requests.await(1, TimeUnit.MILLISECONDS) && process.isAlive()) {
            Thread.onSpinWait();
        }
        process.waitFor(Duration.ofNanos(random.nextInt(20_000_000)));
        process.destroyForcibly();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        torn[0] += isTorn(records) ? 1 : 0;
    }

    private void run(Path list, Path records) throws IOException {
        process =
                new ProcessBuilder(
                                LAUNCHER.toString(),
                                "fetch",
                                "-q",
                                "-i",
                                list.toString(),
                                "-o",
                                records.toString(),
                                "--resume")
                        .inheritIO()
                        .start();
    }

    private List<String> urls() {
        var urls = new ArrayList<String>();
        for (int i = 0; i < URLS; i++) {
            urls.add("http://127.0.0.1:" + server.port() + "/" + i);
        }
        return urls;
    }

    private static long lines(Path records) throws IOException {
        if (!Files.exists(records)) {
            return 0;
        }
        try (var lines = Files.lines(records)) {
            return lines.count();
        }
    }

    private static boolean isTorn(Path records) throws IOException {
        if (!Files.exists(records) || Files.size(records) == 0) {
            return false;
        }
        try (var file = Files.newByteChannel(records)) {
            var last = ByteBuffer.allocate(1);
            file.position(file.size() - 1).read(last);
            return last.get(0) != '\n';
        }
    }

    private static List<String> urlsOf(Path records) throws IOException {
        var urls = new ArrayList<String>();
        for (String line : Files.readAllLines(records)) {
            urls.add(JsonMapper.shared().readTree(line).get("url").stringValue());
        }
        return urls;
    }

    private static String seed() {
        return "-Dheddle.fetch.seed=" + SEED;
    }
}
