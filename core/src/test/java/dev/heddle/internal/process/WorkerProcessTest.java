package dev.heddle.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.internal.process.WorkerSettings.Initializer;
import dev.heddle.internal.wire.WorkRef;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that go well, or fail without hurting the worker. */
class WorkerProcessTest {
    private Crew crew;

    @BeforeEach
    void open() throws Exception {
        crew = new Crew();
    }

    @AfterEach
    void close() {
        crew.close();
    }

    @Test
    void valuesComeBackAsTheyWent() {
        var worker = crew.start();
        var values =
                List.of(
                        true,
                        (byte) 1,
                        (short) 2,
                        'c',
                        3,
                        4L,
                        5f,
                        6d,
                        "grün",
                        "",
                        new int[] {1, 2},
                        new double[0],
                        new byte[] {7},
                        new boolean[] {true});
        for (Object value : values) {
            assertThat(crew.call(worker, Works::echo, value)).isEqualTo(value);
        }
        assertThat(crew.call(worker, Works::echo, null)).isNull();
        assertThat(crew.call(worker, Works::echo, ByteBuffer.wrap(new byte[] {1, 2})))
                .isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
    }

    @Test
    void largeArraysGoBothWaysAgainAndAgain() {
        var worker = crew.start();
        for (int size : new int[] {8192, 8193, 1 << 20, 100_000, 1 << 20}) {
            double[] array = IntStream.range(0, size).mapToDouble(i -> i * 0.5).toArray();
            assertThat((double[]) crew.call(worker, Works::echo, array)).isEqualTo(array);
        }
    }

    @Test
    void manyLargeCallsAtOnceDoNotMixUp() {
        var worker = crew.start();
        for (int i = 0; i < 8; i++) {
            int[] array = new int[100_000 + i];
            array[99_999] = i;
            crew.send(worker, Works::echo, array);
        }
        for (int i = 0; i < 8; i++) {
            var result = crew.next(Crew.Result.class);
            int[] array = (int[]) result.value();
            assertThat(array).hasSize(100_000 + (int) result.callId());
            assertThat(array[99_999]).isEqualTo((int) result.callId());
        }
    }

    @Test
    void recordsGoThroughTheCodec() {
        var worker = crew.start();
        var point = new Works.Point(1, 2.5, "a", List.of(new Works.Point(3, 4, "b", List.of())));
        assertThat(crew.call(worker, Works::echo, point)).isEqualTo(point);
    }

    @Test
    void aBatchRunsElementByElement() {
        var worker = crew.start();
        crew.send(worker, Works::oddOnly, new Object[] {1, 3, 5}, true);
        assertThat((Object[]) crew.next(Crew.Result.class).value()).containsExactly(-1, -3, -5);
    }

    @Test
    void aBatchEndsWithItsFirstFailureAndKeepsWhatWasDone() {
        var worker = crew.start();
        crew.send(worker, Works::oddOnly, new Object[] {1, 3, 4, 5}, true);
        var failure = (BatchFailure) crew.next(Crew.Failed.class).failure();
        assertThat(failure.index()).isEqualTo(2);
        assertThat(failure.before()).containsExactly(-1, -3);
        assertThat(failure)
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("even: 4");
    }

    @Test
    void whatTheWorkThrowsIsThrownHereWithItsFrames() {
        var worker = crew.start();
        var failure = crew.failure(worker, Works::trouble, "nothing");
        assertThat(failure).isInstanceOf(Works.Trouble.class).hasMessage("about nothing");
        assertThat(failure.getStackTrace()[0].getMethodName()).isEqualTo("trouble");
        assertThat(failure.getStackTrace()).anyMatch(f -> f.toString().contains("crew-1"));
        assertThat(crew.call(worker, Works::echo, 1)).isEqualTo(1);
    }

    @Test
    void anErrorOfTheWorkIsAFailureLikeOthers() {
        var worker = crew.start();
        assertThat(crew.failure(worker, Works::overflow, 1)).isInstanceOf(StackOverflowError.class);
        assertThat(crew.call(worker, Works::echo, 1)).isEqualTo(1);
    }

    @Test
    void aListenerThatThrowsAnErrorDoesNotEndTheWorker() {
        crew.trouble = new AssertionError("of a listener");
        var worker = crew.start();
        crew.send(worker, Works::echo, 1);
        assertThat(crew.call(worker, Works::echo, 2)).isEqualTo(2);
    }

    @Test
    void aResultThatIsTooLargeFailsItsCallOnly() {
        var s = crew.settings();
        var limits =
                new WorkerSettings.Limits(
                        1 << 10, 1 << 16, s.limits().start(), s.limits().grace(), 0);
        var worker = crew.start(s.within(limits));
        assertThat(crew.failure(worker, Works::bytes, 65_537))
                .isInstanceOfSatisfying(
                        WorkerFault.class,
                        f -> assertThat(f.kind()).isEqualTo(WorkerFault.Kind.RESULT_TOO_LARGE))
                .hasMessageContaining("65537")
                .hasMessageContaining("65536");
        assertThat((byte[]) crew.call(worker, Works::bytes, 65_536)).hasSize(65_536);
    }

    @Test
    void aResultThatMayNotTravelFailsItsCallOnly() {
        var worker = crew.start();
        assertThat(crew.failure(worker, Works::stranger, 1))
                .isInstanceOfSatisfying(
                        WorkerFault.class,
                        f -> assertThat(f.kind()).isEqualTo(WorkerFault.Kind.RESULT_NOT_ALLOWED))
                .hasMessageContaining("Stranger");
        assertThat(crew.failure(worker, Works::thread, 1)).isInstanceOf(WorkerFault.class);
        assertThat(crew.call(worker, Works::echo, 1)).isEqualTo(1);
    }

    @Test
    void anInputThatMayNotTravelFailsItsCallOnly() {
        var worker = crew.start();
        assertThat(crew.failure(worker, Works::echo, new Works.Stranger(1)))
                .isInstanceOfSatisfying(
                        WorkerFault.class,
                        f -> assertThat(f.kind()).isEqualTo(WorkerFault.Kind.INPUT_NOT_ENCODABLE));
        assertThat(crew.call(worker, Works::echo, 1)).isEqualTo(1);
    }

    @Test
    void workThatIsNotThereFailsItsCallOnly() {
        var worker = crew.start();
        var missing =
                new WorkRef(
                        WorkRef.Form.STATIC_METHOD,
                        "com.acme.Gone",
                        "run",
                        "(Ljava/lang/Object;)Ljava/lang/Object;");
        worker.send(new Outgoing(7, missing, false, java.util.Map.of(), 1));
        assertThat(crew.next(Crew.Failed.class).failure()).hasMessageContaining("com.acme.Gone");
        assertThat(crew.call(worker, Works::echo, 1)).isEqualTo(1);
    }

    @Test
    void whatACallLeavesBehindIsNotTheNextOnes() {
        var worker = crew.start();
        assertThat(crew.call(worker, Works::interruptSelf, null)).isEqualTo("crew-1");
        assertThat(crew.call(worker, Works::isInterrupted, null)).isEqualTo(false);
        assertThat(crew.call(worker, Works::readInput, null)).isEqualTo(-1);
    }

    @Test
    void theInitializerHasRunBeforeTheFirstCall() {
        Works.Function warmUp = Works::warmUp;
        var first = new Initializer(WorkRef.of(warmUp), "model");
        var worker = crew.start(crew.settings().initializedBy(first));
        assertThat(crew.call(worker, Works::warm, null)).isEqualTo("[model]");
    }

    @Test
    void aCallThatHasNotBegunIsWithdrawn(@org.junit.jupiter.api.io.TempDir java.nio.file.Path dir)
            throws Exception {
        var worker = crew.start();
        var started = dir.resolve("started");
        var running = crew.send(worker, Works::spin, started.toString());
        Crew.awaitFile(started);
        var waiting = crew.send(worker, Works::echo, 1);
        assertThat(worker.withdraw(running)).isFalse();
        assertThat(worker.withdraw(waiting)).isTrue();
        assertThat(worker.withdraw(waiting)).isFalse();
        var third = crew.send(worker, Works::echo, 2);
        worker.kill("it is late");
        var death = crew.next(Crew.Died.class).death();
        assertThat(death.kind()).isEqualTo(Death.Kind.KILLED);
        assertThat(death.cause()).contains("it is late");
        assertThat(death.runningCall()).isEqualTo(running);
        assertThat(death.neverBegan()).containsExactly(third);
    }

    @Test
    void aRetiredWorkerDoesWhatItHasAndEnds() {
        var worker = crew.start();
        crew.send(worker, Works::echo, 1);
        worker.retire();
        crew.next(Crew.Result.class);
        var death = crew.next(Crew.Died.class).death();
        assertThat(death.kind()).isEqualTo(Death.Kind.EXIT);
        assertThat(death.cause()).contains("exit code 0");
    }
}
