package dev.heddle.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Each way a worker can die: what is said of it, and that nothing is left. */
class DeathTest {
    private Crew crew;
    private WorkerProcess worker;
    private Leftovers before;
    @TempDir private Path dir;

    @BeforeEach
    void startAWorker() throws Exception {
        crew = new Crew();
        before = Leftovers.now();
        worker = crew.start();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        try {
            Crew.assertGone(worker.pid());
            assertThat(crew.files()).isEmpty();
            before.assertNoMore();
        } finally {
            crew.close();
        }
    }

    @Test
    void killedByASignal() throws Exception {
        long spinning = spin();
        long waiting = crew.send(worker, Works::echo, 1);
        ProcessHandle.of(worker.pid()).orElseThrow().destroyForcibly();
        var death = crew.next(Crew.Died.class).death();
        assertThat(death.kind()).isEqualTo(Death.Kind.SIGNAL);
        assertThat(death.cause()).contains("crew-1").contains("SIGKILL").contains("64 MiB");
        assertThat(death.runningCall()).isEqualTo(spinning);
        assertThat(death.neverBegan()).containsExactly(waiting);
    }

    @Test
    void killedInAnEndlessLoop() throws Exception {
        spin();
        worker.kill("its deadline has passed");
        var death = crew.next(Crew.Died.class).death();
        assertThat(death.kind()).isEqualTo(Death.Kind.KILLED);
        assertThat(death.cause()).contains("its deadline has passed");
    }

    @Test
    void exit() {
        var death = crew.death(worker, Works::exit, 7);
        assertThat(death.kind()).isEqualTo(Death.Kind.EXIT);
        assertThat(death.cause()).contains("exit code 7");
        assertThat(death.runningCall()).isZero();
    }

    @Test
    void halt() {
        var death = crew.death(worker, Works::halt, 0);
        assertThat(death.kind()).isEqualTo(Death.Kind.EXIT);
        assertThat(death.runningCall()).isZero();
    }

    @Test
    void outOfMemory() {
        var death = crew.death(worker, Works::fillTheHeap, null);
        assertThat(death.kind()).isEqualTo(Death.Kind.OUT_OF_MEMORY);
        assertThat(death.cause()).contains("Java heap space").contains("heap cap 64 MiB");
    }

    @Test
    void nativeCrash() {
        worker.kill("another is needed");
        crew.next(Crew.Died.class);
        worker = crew.start(crew.settings().withCrashReports(dir));
        var death = crew.death(worker, Works::writeToAddressZero, null);
        assertThat(death.kind()).isEqualTo(Death.Kind.NATIVE_CRASH);
        assertThat(death.cause()).contains("SIGSEGV").contains("in frame [");
        assertThat(dir.resolve("hs_err-crew-2-" + worker.pid() + ".log")).exists();
    }

    @Test
    void garbage() {
        var death = crew.death(worker, Works::garbage, null);
        assertThat(death.kind()).isEqualTo(Death.Kind.PROTOCOL);
        assertThat(death.runningCall()).isZero();
    }

    @Test
    void withAProcessOfItsOwn() throws Exception {
        long child = (Long) crew.call(worker, Works::child, null);
        worker.kill("with all it started");
        crew.next(Crew.Died.class);
        Crew.assertGone(child);
    }

    @Test
    void beforeAProcessOfItsOwn() throws Exception {
        var pid = dir.resolve("pid");
        crew.death(worker, Works::childAndHalt, pid.toString());
        Crew.assertGone(Long.parseLong(Files.readString(pid)));
    }

    @Test
    void withoutALineOfItsOutputLost() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        var logger = (Logger) LoggerFactory.getLogger("dev.heddle.worker.output");
        var appender =
                new AppenderBase<ILoggingEvent>() {
                    @Override
                    protected void append(ILoggingEvent event) {
                        lines.add(event.getFormattedMessage());
                    }
                };
        appender.start();
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(appender);
        try {
            crew.call(worker, Works::print, "ein,zwei");
            assertThat(lines.poll(30, TimeUnit.SECONDS)).isEqualTo("crew-1: ein");
            assertThat(lines.poll(30, TimeUnit.SECONDS)).isEqualTo("crew-1: zwei");
            worker.kill("the test is over");
            crew.next(Crew.Died.class);
        } finally {
            logger.detachAppender(appender);
            logger.setAdditive(true);
            logger.setLevel(null);
        }
    }

    private long spin() throws Exception {
        var started = dir.resolve("started");
        long id = crew.send(worker, Works::spin, started.toString());
        Crew.awaitFile(started);
        return id;
    }
}
