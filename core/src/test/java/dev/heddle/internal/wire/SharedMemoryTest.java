package dev.heddle.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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

    @Test
    void noUseAfterClose() throws IOException {
        ControlPage page = ControlPage.create(directory.resolve("page"));
        page.close();
        page.close();
        assertThatThrownBy(() -> page.state(0)).isInstanceOf(IllegalStateException.class);
    }
}
