package dev.heddle.load.junit;

import dev.heddle.load.LoadResult;
import java.util.List;

/** What a test asks of the result of a {@link dev.heddle.load.Load} that it wrote itself. */
public final class LoadAssert {
    private LoadAssert() {}

    /**
     * Fails unless the run is valid and met its objectives, and no visit or request failed, or an
     * objective such as {@code errors<1%} said how many may.
     *
     * @param result of a load test
     * @return the same
     * @throws AssertionError otherwise; it tells all that came of it
     */
    public static LoadResult requireGood(LoadResult result) {
        var faults = Faults.of(result, false);
        if (!faults.isEmpty()) {
            String again = "Again with the same arrivals: .seed(" + result.plan().seed() + ")";
            throw Failure.of(result, faults, List.of(again), List.of());
        }
        return result;
    }
}
