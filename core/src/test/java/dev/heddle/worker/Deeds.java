package dev.heddle.worker;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.MDC;
import reactor.util.context.ContextView;

/** What the tests make worker processes do, good and bad. */
final class Deeds {
    static final ScopedValue<String> TENANT = ScopedValue.newInstance();

    /** One type is allowed in the tests, the other never. */
    record Order(String item, int count, List<Line> lines) {}

    record Line(String text) {}

    record Secret(String text) {}

    /** Without a hash code. */
    record Sly(String text) {
        @Override
        public int hashCode() {
            throw new UnsupportedOperationException("no hash code");
        }
    }

    private Deeds() {}

    static int square(int n) {
        return n * n;
    }

    static long pid(String ignored) {
        return ProcessHandle.current().pid();
    }

    static double[] doubled(double[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = 2 * values[i];
        }
        return result;
    }

    static Order restock(Order order) {
        return new Order(order.item(), order.count() + 1, order.lines());
    }

    /** Tells that it has begun by making a file, and never returns. */
    static int hang(String sign) throws Exception {
        begin(sign);
        while (true) {
            LockSupport.parkNanos(1_000_000_000L);
        }
    }

    @SuppressWarnings("InfiniteLoop") // no interrupt ends it
    static int spin(String sign) throws Exception {
        begin(sign);
        while (true) {
            Thread.onSpinWait();
        }
    }

    /** Begins, and returns once there is another file. */
    static String untilThere(List<String> files) throws Exception {
        begin(files.get(0));
        while (!Files.exists(Path.of(files.get(1)))) {
            LockSupport.parkNanos(1_000_000);
        }
        return files.get(0);
    }

    /** Of the workers that start in a directory the first exits, and the others wait for a file. */
    static int firstOneExits(String directory) throws Exception {
        for (int start = 0; ; start++) {
            try {
                var sign = Files.createFile(Path.of(directory, "start " + start));
                begin(sign.toString());
                return start == 0 ? halt(3) : go(directory);
            } catch (FileAlreadyExistsException e) {
                // That was another's.
            }
        }
    }

    private static int go(String directory) {
        while (!Files.exists(Path.of(directory, "go"))) {
            LockSupport.parkNanos(1_000_000);
        }
        return 0;
    }

    private static void begin(String sign) throws Exception {
        Files.writeString(Path.of(sign), Long.toString(ProcessHandle.current().pid()));
    }

    static int exit(int status) {
        System.exit(status);
        return status;
    }

    static int halt(int status) {
        Runtime.getRuntime().halt(status);
        return status;
    }

    static int eatHeap(int most) {
        var eaten = new ArrayList<long[]>();
        while (eaten.size() < most) {
            eaten.add(new long[1 << 20]);
        }
        return eaten.size();
    }

    @SuppressWarnings("restricted") // crashing is what it is for
    static int writeToAddressZero(int ignored) {
        MemorySegment.NULL.reinterpret(8).set(ValueLayout.JAVA_LONG, 0, 42);
        return ignored;
    }

    static byte[] large(int bytes) {
        return new byte[bytes];
    }

    static Object unencodable(int ignored) {
        return new Thread();
    }

    static Object code(int n) {
        Runnable code = () -> square(n);
        return code;
    }

    static Object secret(int ignored) {
        return new Secret("of a type that is not allowed");
    }

    static int refuse(String why) {
        if (!why.isEmpty()) {
            throw new IllegalStateException(why);
        }
        return 0;
    }

    static String mdc(String key) {
        return String.valueOf(MDC.get(key));
    }

    static String reactorContext(String key) {
        ContextView context = WorkerPool.context();
        return context.getOrDefault(key, "none");
    }

    static String tenant(int ignored) {
        return TENANT.isBound() ? TENANT.get() : "none";
    }

    static String tell(Sly sly) {
        return sly.text();
    }

    static String print(String line) {
        System.out.println(line);
        System.err.println(line + ", to stderr");
        return line;
    }
}
