package dev.heddle.demo.cpu.model;

import dev.heddle.demo.cpu.job.Job;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The other end of the interpreter model: runs a job for each line on standard input, as {@link
 * dev.heddle.lab.peer.PeerRunner} tells. It writes its JSON by hand, since a library would take
 * longer to load in an interpreted JVM than the job takes.
 */
public final class JobServer {
    private JobServer() {}

    /** Serves until the input ends. */
    public static void serve(Job<?, ?> job) throws Exception {
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var parts = Parts.of(job, 1);
        while (orders.readLine() != null) {
            System.out.println(line(parts));
            System.out.flush();
        }
    }

    private static String line(Parts<?, ?> parts) throws Exception {
        String mode = System.getProperty("java.vm.info", "");
        if (!mode.contains("interpreted")) {
            return "{\"absent\": \"this JVM compiles: " + mode + "\"}";
        }
        var cpuBefore = cpu();
        long start = System.nanoTime();
        Object answer = parts.inTurn();
        long nanos = System.nanoTime() - start;
        long cpuNanos = cpu().minus(cpuBefore).toNanos();
        return "{\"answer\": %s, \"nanos\": %d, \"cpuNanos\": %d}"
                .formatted(json(answer), nanos, cpuNanos);
    }

    /** In steps of 10 ms, which is enough here, and without loading the management classes. */
    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static String json(Object answer) {
        return answer instanceof Number
                ? answer.toString()
                : '"' + answer.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
