package dev.heddle.it;

import static dev.heddle.Async.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.heddle.EventLoop;
import dev.heddle.EventLoops;
import dev.heddle.http.HttpSession;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One loop serves ten thousand who are slow to ask and have to wait for their answer. */
@Timeout(150)
class TenThousandSlowClientsTest {
    private static final int CLIENTS = Math.min(10_000, openFilesLeft());

    /** A few times what it takes; paranoid leak detection, on in all tests, is part of it. */
    private static final long MOST_BYTES_EACH = 64 * 1024;

    @Test
    void allAreAnsweredByOneLoopWhichHasTimeForOthersMeanwhile() throws Exception {
        try (var service = new PatientService(EventLoops.open(1))) {
            assertThat(now(service)).isEqualTo("now");
            long before = usedBytes();
            var clients = start(service);
            try (var answers = clients.inputReader(StandardCharsets.UTF_8);
                    var orders = new PrintWriter(clients.outputWriter(), true)) {
                assertThat(answers.readLine()).isEqualTo("waiting " + CLIENTS);
                assertThat(service.begun.availablePermits()).isZero();
                long asking = usedBytes() - before;
                assertThat(now(service)).isEqualTo("now");

                orders.println("go on");
                assertThat(service.begun.tryAcquire(CLIENTS, 60, TimeUnit.SECONDS)).isTrue();
                assertThat(service.connections.size()).isGreaterThanOrEqualTo(CLIENTS);
                long waiting = usedBytes() - before;
                assertThat(now(service)).isEqualTo("now");

                service.gate.countDown();
                assertThat(answers.readLine()).isEqualTo("answered " + CLIENTS);
                assertThat(service.threads).hasSize(1);
                report(asking, waiting);
                assertThat(waiting / CLIENTS).isLessThan(MOST_BYTES_EACH);
            } finally {
                clients.destroyForcibly().waitFor();
            }
        }
    }

    private static void report(long asking, long waiting) {
        System.out.printf(
                "%,d slow clients on one loop: %,d bytes each while they ask, %,d while they wait;"
                        + " heap and direct, leak detection included%n",
                CLIENTS, asking / CLIENTS, waiting / CLIENTS);
    }

    private static String now(PatientService service) {
        return EventLoop.run(() -> {
            try (var http = HttpSession.create()) {
                return await(http.get(service.url("/now")).text());
            }
        });
    }

    private static Process start(PatientService service) throws IOException {
        return new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                SlowClients.class.getName(),
                                String.valueOf(service.port()),
                                String.valueOf(CLIENTS)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** What is in use after a collection, on the heap and in Netty's buffers outside of it. */
    private static long usedBytes() {
        System.gc();
        var runtime = Runtime.getRuntime();
        var buffers = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
        return runtime.totalMemory() - runtime.freeMemory() + buffers.usedDirectMemory();
    }

    /** How many more connections this JVM may open; says so where they are not enough. */
    private static int openFilesLeft() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        if (!(system instanceof UnixOperatingSystemMXBean unix)) {
            return Integer.MAX_VALUE;
        }
        long left = unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount() - 200;
        if (left < 10_000) {
            System.err.println(
                    "REDUCED: `ulimit -n` allows " + left + " clients, not the 10,000 of the test");
        }
        return (int) Math.min(left, Integer.MAX_VALUE);
    }
}
