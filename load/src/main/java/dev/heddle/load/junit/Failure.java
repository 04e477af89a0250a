package dev.heddle.load.junit;

import dev.heddle.lab.cli.Colors;
import dev.heddle.load.LoadResult;
import dev.heddle.load.report.LoadText;
import java.util.List;

/** A load test that failed: why in the first lines, which is what lists of tests show. */
final class Failure {
    private Failure() {}

    /**
     * Makes it.
     *
     * @param again lines that say how to do the same once more, and where more is written
     * @param thrown what visits threw: the first is the cause, the others are suppressed
     */
    static AssertionError of(
            LoadResult result, List<String> faults, List<String> again, List<Throwable> thrown) {
        String text = LoadText.of(result, List.of(), Colors.NONE);
        String message =
                String.join("\n", faults) + "\n\n" + text + "\n" + String.join("\n", again) + "\n";
        var failure = new AssertionError(message);
        if (!thrown.isEmpty()) {
            failure.initCause(thrown.getFirst());
            thrown.stream().skip(1).forEach(failure::addSuppressed);
        }
        return failure;
    }
}
