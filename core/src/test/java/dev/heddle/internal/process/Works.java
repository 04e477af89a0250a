package dev.heddle.internal.process;

import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the workers of the tests do. */
@SuppressWarnings({"restricted", "DoNotCallSuggester", "InfiniteRecursion"}) // they misbehave
public final class Works {
    private static final List<String> WARM = new ArrayList<>();

    private Works() {}

    /** Work that may travel by name. */
    @FunctionalInterface
    public interface Function extends Serializable {
        @Nullable Object apply(@Nullable Object input) throws Exception;
    }

    /** A value that may travel. */
    public record Point(int x, double y, String name, List<Point> near) {}

    /** One that may not. */
    public record Stranger(int x) {}

    /** A failure that may travel as itself. */
    public static final class Trouble extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Trouble(String message) {
            super(message);
        }
    }

    public static Object echo(Object input) {
        return input;
    }

    public static Object trouble(Object input) {
        throw new Trouble("about " + input);
    }

    public static Object overflow(Object input) {
        return overflow(overflow(input));
    }

    /** Never ends; says so by a file first, since the parent cannot see into it. */
    public static Object spin(Object file) throws Exception {
        Files.createFile(Path.of((String) file));
        long x = 0;
        while (true) {
            for (int i = 0; i < Integer.MAX_VALUE; i++) {
                x += i ^ x;
            }
            if (x == 42) {
                Files.delete(Path.of((String) file));
            }
        }
    }

    public static Object exit(Object code) {
        System.exit((Integer) code);
        return code;
    }

    public static Object halt(Object code) {
        Runtime.getRuntime().halt((Integer) code);
        return code;
    }

    public static Object fillTheHeap(Object input) {
        List<byte[]> all = new ArrayList<>();
        while (!all.isEmpty() || input != all) {
            all.add(new byte[1 << 20]);
        }
        return all.size();
    }

    public static Object writeToAddressZero(Object input) {
        MemorySegment.NULL.reinterpret(8).set(ValueLayout.JAVA_LONG, 0, 42L);
        return input;
    }

    public static Object bytes(Object size) {
        return new byte[(Integer) size];
    }

    public static Object thread(Object input) {
        return new Thread();
    }

    public static Object stranger(Object x) {
        return new Stranger((Integer) x);
    }

    public static Object print(Object lines) {
        Arrays.stream(((String) lines).split(",")).forEach(System.out::println);
        return null;
    }

    public static Object interruptSelf(Object input) {
        Thread.currentThread().interrupt();
        return Thread.currentThread().getName();
    }

    public static Object isInterrupted(Object input) {
        return Thread.currentThread().isInterrupted();
    }

    /** The pid of a process that would outlive its parent. */
    public static Object child(Object input) throws Exception {
        return new ProcessBuilder("sleep", "600").inheritIO().start().pid();
    }

    /** Starts a process that outlives the worker. */
    public static Object childAndHalt(Object file) throws Exception {
        Files.writeString(Path.of((String) file), String.valueOf(child(file)));
        Runtime.getRuntime().halt(0);
        return null;
    }

    public static Object warmUp(Object input) {
        WARM.add((String) input);
        return null;
    }

    public static Object warm(Object input) {
        return List.copyOf(WARM).toString();
    }

    public static Object readInput(Object input) throws Exception {
        return System.in.read();
    }

    public static Object oddOnly(Object input) {
        int x = (Integer) input;
        if (x % 2 == 0) {
            throw new IllegalArgumentException("even: " + x);
        }
        return -x;
    }

    /** Writes what no worker says to whatever socket this process has. */
    public static Object garbage(Object input) throws Exception {
        try (var fds = Files.list(Path.of("/proc/self/fd"))) {
            for (Path fd : fds.toList()) {
                if (isSocket(fd)) {
                    writeTo(Integer.parseInt(fd.getFileName().toString()));
                }
            }
        }
        Thread.currentThread().join();
        return null;
    }

    private static boolean isSocket(Path fd) {
        try {
            return Files.readSymbolicLink(fd).toString().startsWith("socket:");
        } catch (java.io.IOException e) {
            return false;
        }
    }

    /** A socket cannot be opened by its name below /proc: so by the C library. */
    private static void writeTo(int fd) {
        var linker = java.lang.foreign.Linker.nativeLinker();
        var write =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("write"),
                        java.lang.foreign.FunctionDescriptor.of(
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_LONG));
        try (var arena = java.lang.foreign.Arena.ofConfined()) {
            var bytes = arena.allocateFrom("this is not a frame at all");
            var _ = (long) write.invokeExact(fd, bytes, bytes.byteSize());
        } catch (Throwable e) {
            throw new UncheckedIOException(new java.io.IOException(e));
        }
    }
}
