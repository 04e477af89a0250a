package dev.heddle.lab.compare;

import dev.heddle.lab.Effort;
import java.time.Duration;

/** How much is measured, so that a whole catalogue takes no longer than the help says. */
final class Efforts {
    /** Of a minute and of ten, what is left for opening runners and for rounds that run over. */
    private static final Duration QUICK = Duration.ofSeconds(45);

    private static final Duration FULL = Duration.ofMinutes(8);

    private Efforts() {}

    static Effort of(boolean quick, int trials) {
        return quick
                ? new Effort(share(QUICK, trials, 6), 3, 15)
                : new Effort(share(FULL, trials, 60), 7, 40);
    }

    private static Duration share(Duration whole, int trials, int mostSeconds) {
        var each = whole.dividedBy(Math.max(1, trials));
        var most = Duration.ofSeconds(mostSeconds);
        return each.compareTo(most) < 0 ? each : most;
    }
}
