package dev.heddle.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class FailuresTest {
    @SuppressWarnings("serial")
    static final class Allowed extends Exception {
        public Allowed(String message) {
            super(message);
        }
    }

    @SuppressWarnings("serial")
    static final class Unknown extends Exception {
        public Unknown(String message, Throwable cause) {
            super(message, cause);
        }
    }

    @SuppressWarnings("serial")
    static final class Hostile extends Exception {
        @Override
        public String getMessage() {
            throw new IllegalStateException();
        }

        @Override
        public synchronized Throwable getCause() {
            throw new StackOverflowError();
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            return new StackTraceElement[1];
        }
    }

    @SuppressWarnings("serial")
    static final class StoodIn extends RuntimeException {
        final String type;

        StoodIn(String type, String message, Throwable cause) {
            super(message, cause);
            this.type = type;
        }
    }

    private static final StackTraceElement PLACE = Failures.place("cores-1", 123);

    private final Codec codec = Codec.of(List.of(Allowed.class));

    private Throwable decode(byte[] bytes) {
        return Failures.decode(bytes, codec, StoodIn::new, PLACE);
    }

    private Throwable roundTrip(Throwable failure) {
        return decode(Failures.encode(failure));
    }

    @Test
    void theJdksAndAllowedTypesComeBackAsTheyWere() {
        Throwable failure = new IllegalArgumentException("outer", new Allowed("inner"));
        failure.addSuppressed(new UncheckedIOException("aside", new IOException("disk")));
        failure.addSuppressed(new AssertionError("error"));
        Throwable back = roundTrip(failure);
        assertThat(back).isExactlyInstanceOf(IllegalArgumentException.class).hasMessage("outer");
        assertThat(back.getCause()).isExactlyInstanceOf(Allowed.class).hasMessage("inner");
        assertThat(back.getSuppressed()[0])
                .isExactlyInstanceOf(UncheckedIOException.class)
                .hasMessage("aside")
                .hasRootCauseExactlyInstanceOf(IOException.class);
        assertThat(back.getSuppressed()[1]).isExactlyInstanceOf(AssertionError.class);
    }

    @Test
    void theTraceIsTheOneItHadAndSaysWhere() {
        Throwable failure = new IOException();
        Throwable back = roundTrip(failure);
        StackTraceElement[] trace = back.getStackTrace();
        assertThat(back.getMessage()).isNull();
        assertThat(Arrays.copyOf(trace, trace.length - 1)).isEqualTo(failure.getStackTrace());
        StringWriter printed = new StringWriter();
        back.printStackTrace(new PrintWriter(printed));
        assertThat(printed.toString().stripTrailing()).endsWith("at worker.cores-1(pid 123)");
    }

    @Test
    void theWorkersOwnFramesAreCutOff() {
        Throwable failure = new IOException();
        StackTraceElement work = new StackTraceElement("com.acme.Work", "run", "Work.java", 3);
        failure.setStackTrace(
                new StackTraceElement[] {
                    work,
                    new StackTraceElement("java.lang.invoke.LambdaForm", "x", null, -1),
                    new StackTraceElement("dev.heddle.internal.process.child.Run", "x", null, 1),
                    new StackTraceElement("java.lang.Thread", "run", "Thread.java", 1)
                });
        assertThat(roundTrip(failure).getStackTrace()).containsExactly(work, PLACE);
    }

    @Test
    void aTypeThatIsNotAllowedIsStoodInFor() {
        Throwable back = roundTrip(new Unknown("why", new IOException("disk")));
        assertThat(((StoodIn) back).type).isEqualTo(Unknown.class.getName());
        assertThat(back).hasMessage("why").hasCauseExactlyInstanceOf(IOException.class);
    }

    @Test
    void cyclesEnd() {
        Throwable one = new IOException("one");
        Throwable two = new IOException("two", one);
        one.initCause(two);
        two.addSuppressed(one);
        assertThat(roundTrip(one).getCause()).hasMessage("two").hasNoCause();
    }

    @Test
    void aThrowableWhoseMethodsThrowStillGoes() {
        assertThat(roundTrip(new Hostile()))
                .hasMessage("(its getMessage() threw java.lang.IllegalStateException)")
                .hasCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void whatIsLongOrDeepIsCutAndSaysSo() {
        Throwable failure = new IOException("x".repeat(1 << 20));
        StackTraceElement[] frames = new StackTraceElement[1024];
        Arrays.fill(frames, new StackTraceElement("y".repeat(1000), "z", null, 1));
        for (int i = 0; i < 1000; i++) {
            failure = new IOException("x".repeat(1 << 16), failure);
            failure.setStackTrace(frames);
            failure.addSuppressed(new IOException("y".repeat(1 << 16)));
        }
        byte[] bytes = Failures.encode(failure);
        assertThat(bytes.length).isLessThan(512 << 10);
        Throwable back = decode(bytes);
        assertThat(back.getMessage()).endsWith("… (57344 characters cut)");
        StackTraceElement[] trace = back.getStackTrace();
        assertThat(trace[trace.length - 2]).hasToString("frames.cut(768 more)");
    }

    @Test
    void anyBytesEndInAFailureOrInAWireException() {
        Random random = new Random(7);
        byte[] valid = Failures.encode(new Unknown("why", new IOException("disk")));
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = Arrays.copyOf(valid, 1 + random.nextInt(valid.length));
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                decode(bytes);
            } catch (WireException _) {
                // As promised.
            }
        }
    }

    @Test
    void bytesCannotNameAClassThatIsNeitherTheJdksNorAllowed() {
        byte[] bytes = Failures.encode(new Unknown("why", null));
        Codec none = Codec.of(List.of());
        assertThat(Failures.decode(bytes, none, StoodIn::new, PLACE)).isInstanceOf(StoodIn.class);
        assertThatThrownBy(() -> decode(new byte[0])).isInstanceOf(WireException.class);
    }
}
