package dev.heddle.benchmarks.load;

import dev.heddle.load.Load;
import java.time.Duration;

/**
 * One load test of Heddle's in a process of its own. Arguments: URL, rate, connections, seconds to
 * warm up, seconds to measure. Prints {@code rate p99 slip-p99 cpu-micros remark}.
 */
final class HeddleProcess {
    private HeddleProcess() {}

    public static void main(String... args) {
        var result =
                Load.get(args[0])
                        .rate(Double.parseDouble(args[1]))
                        .connections(Integer.parseInt(args[2]))
                        .warmUp(Duration.ofSeconds(Long.parseLong(args[3])))
                        .duration(Duration.ofSeconds(Long.parseLong(args[4])))
                        .run();
        double cpuMicros =
                result.generator().cpuShare() * result.measured().toNanos() / 1e3 / result.sent();
        System.out.println(
                result.ratePerSecond()
                        + " "
                        + result.latency().millis(99)
                        + " "
                        + result.sendSlip().millis(99)
                        + " "
                        + cpuMicros
                        + " "
                        + (result.valid() ? "" : String.join("; ", result.invalidReasons()))
                        + (result.failed() == 0 ? "" : " failed: " + result.errors()));
        System.exit(0);
    }
}
