package dev.heddle.demo.io.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.lab.cli.Stdio;
import dev.heddle.load.Moments;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LiveViewTest {
    private final CountDownLatch drawn = new CountDownLatch(1);
    private final ByteArrayOutputStream err =
            new ByteArrayOutputStream() {
                @Override
                public synchronized void write(byte[] b, int off, int len) {
                    super.write(b, off, len);
                    drawn.countDown();
                }
            };

    @Test
    void aTerminalSeesTheBoardAndThenNothing() throws InterruptedException {
        try (var view = LiveView.show(stdio(true))) {
            view.progress(Moments.warmingUp());
            assertThat(drawn.await(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("warming up, 5 s of 10 s", "500/s wanted")
                .endsWith("\u001b[J");
    }

    @Test
    void aShortRunLeavesNoLine() {
        LiveView.show(stdio(false)).close();

        assertThat(err.size()).isZero();
    }

    private Stdio stdio(boolean terminal) {
        return new Stdio(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                err,
                terminal,
                terminal,
                terminal,
                false,
                Stdio.USUAL_COLUMNS,
                Stdio.USUAL_ROWS);
    }
}
