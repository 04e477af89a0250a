package dev.heddle.benchmarks.gets;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/**
 * One client in a process of its own: for each number of requests on stdin, a line {@code ok
 * nanoseconds cpu-nanoseconds} on stdout. Arguments: client, base URL, connections.
 */
final class GetProcess {
    private GetProcess() {}

    public static void main(String... args) throws Exception {
        var client = client(args[0], args[1], Integer.parseInt(args[2]));
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            long start = System.nanoTime();
            long cpu = cpuNanos();
            int ok = client.run(Integer.parseInt(line));
            long elapsed = System.nanoTime() - start;
            System.out.println(ok + " " + elapsed + " " + (cpuNanos() - cpu));
        }
        // Some peers leave threads behind that keep a JVM alive.
        System.exit(0);
    }

    private static GetClient client(String name, String base, int connections) {
        return switch (name) {
            case "heddle" -> new HeddleGets(base, connections);
            case "netty" -> new NettyGets(base, connections);
            case "vertx" -> new VertxGets(base, connections);
            case "reactor-netty" -> new ReactorNettyGets(base, connections);
            case "jdk" -> new JdkGets(base, connections);
            default -> throw new IllegalArgumentException("no such client: " + name);
        };
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
