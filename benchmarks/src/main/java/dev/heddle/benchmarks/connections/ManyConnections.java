package dev.heddle.benchmarks.connections;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.heddle.benchmarks.rounds.Surroundings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Many connections on one loop, all of them with a request under way at the same time: those of a
 * session, then those of a server. Each is a process of its own, with its counterpart in another,
 * as both ends of a connection count against a process's limit of open files. Prints a Markdown
 * table.
 *
 * <p>Run by {@code benchmarks/connections [count]}.
 */
public final class ManyConnections {
    /** Jars, libraries, the loop's own, and what the JDK opens now and then. */
    private static final int OTHER_FILES = 200;

    private ManyConnections() {}

    /**
     * Measures.
     *
     * @param args how many connections; 50,000 without
     * @throws Exception if either end fails
     */
    public static void main(String... args) throws Exception {
        int asked = args.length > 0 ? Integer.parseInt(args[0]) : 50_000;
        int count = (int) Math.min(asked, openFiles() - OTHER_FILES);
        System.out.printf(
                "%,d connections, %s, JDK %s", count, Surroundings.load(), Runtime.version());
        System.out.println(count < asked ? "; `ulimit -n` allows no more" : "");
        System.out.println();
        System.out.println(
                "| one loop | until all requests wait | answer to all | bytes each: waiting | idle |");
        System.out.println("| --- | --- | --- | --- | --- |");
        run(SessionSide.class, count);
        run(ServerSide.class, count);
    }

    private static void run(Class<?> side, int count) throws IOException, InterruptedException {
        List<String> command = Surroundings.java(side, Integer.toString(count));
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IOException(side.getSimpleName() + " ended with " + exit);
        }
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Integer.MAX_VALUE;
    }
}
