package dev.heddle.load;

/**
 * How the generator itself was, while it measured.
 *
 * @param loopLagP99Millis how late a timer of its loops rang, at the 99th percentile
 * @param loopLagMaxMillis the greatest
 * @param gcCount how often the JVM collected garbage
 * @param gcMillis for how long that stopped it, in all
 * @param cpuShare how much of one core for each loop this JVM used; more than 1 with compilers and
 *     collectors
 * @param connectionsOpened how many were opened
 * @param waited how many requests waited for a connection, because all were in use
 * @param waitMillis for how long: the 99th percentile over all requests
 */
public record GeneratorHealth(
        double loopLagP99Millis,
        double loopLagMaxMillis,
        long gcCount,
        double gcMillis,
        double cpuShare,
        long connectionsOpened,
        long waited,
        double waitMillis) {}
