package dev.heddle.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SharedMemoryTest {
    @TempDir Path directory;

    @Test
    void aCallIsEitherClaimedOrWithdrawn() throws IOException {
        Path path = directory.resolve("page");
        try (ControlPage pool = ControlPage.create(path);
                ControlPage worker = ControlPage.attach(path)) {
            pool.send(63, 7);
            assertThat(worker.claim(63, 8)).isFalse();
            assertThat(worker.claim(63, 7)).isTrue();
            assertThat(pool.withdraw(63, 7)).isFalse();
            assertThat(pool.state(63)).isEqualTo(ControlPage.State.RUNNING);
            assertThat(pool.callId(63)).isEqualTo(7);
            pool.free(63);
            pool.send(0, ControlPage.MAX_CALL_ID);
            assertThat(pool.withdraw(0, ControlPage.MAX_CALL_ID)).isTrue();
            assertThat(worker.claim(0, ControlPage.MAX_CALL_ID)).isFalse();
        }
    }

    @Test
    void anUnlinkedSegmentGrowsForBothAndKeepsItsBytes() throws IOException {
        Path path = directory.resolve("segment");
        try (SharedSegment one = SharedSegment.create(path, 100_000);
                SharedSegment other = SharedSegment.attach(path)) {
            one.unlink();
            assertThat(path).doesNotExist();
            one.memory().set(ValueLayout.JAVA_BYTE, 99_999, (byte) 5);
            one.grow(300_000);
            other.map();
            assertThat(other.size()).isEqualTo(300_000);
            assertThat(other.memory().get(ValueLayout.JAVA_BYTE, 99_999)).isEqualTo((byte) 5);
        }
    }

    /**
     * Grows until there is no room, in a JVM that may write no more than two megabytes to a file.
     */
    static final class Full {
        private Full() {}

        public static void main(String[] arguments) throws IOException {
            Path path = Path.of(arguments[0]);
            try (SharedSegment segment = SharedSegment.create(path, 1 << 16)) {
                segment.grow(16 << 20);
            } catch (IOException e) {
                System.out.println(e.getMessage() + "; now " + Files.size(path));
            }
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void whereThereIsNoRoomItIsSaidAndGivenBack() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process child =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "ulimit -f 4096 && exec \"$@\"",
                                "sh",
                                java,
                                "-XX:-UsePerfData",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Full.class.getName(),
                                directory.resolve("segment").toString())
                        .redirectErrorStream(true)
                        .start();
        try (var output = child.getInputStream()) {
            assertThat(new String(output.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("no room in " + directory, "16711680 bytes are needed", "now 65536");
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void noUseAfterClose() throws IOException {
        ControlPage page = ControlPage.create(directory.resolve("page"));
        page.close();
        page.close();
        assertThatThrownBy(() -> page.state(0)).isInstanceOf(IllegalStateException.class);
    }
}
