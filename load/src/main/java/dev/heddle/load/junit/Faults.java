package dev.heddle.load.junit;

import dev.heddle.lab.cli.Numbers;
import dev.heddle.load.LoadResult;
import dev.heddle.load.Slo;
import dev.heddle.load.SloResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Why a test may not pass, each a line; none if it may. */
final class Faults {
    private Faults() {}

    static List<String> of(LoadResult result, boolean allowInvalid) {
        var faults = new ArrayList<String>();
        boolean isInvalid = !result.valid() && !allowInvalid && !provesWhatIsWanted(result);
        boolean isFailing = isFailing(result);
        if (isInvalid && isFailing) {
            faults.add(failed(result));
        }
        if (isInvalid) {
            result.invalidReasons().forEach(reason -> faults.add("not valid: " + reason));
        }
        if (result.stopped() != null) {
            faults.add("stopped before its time: " + result.stopped());
        }
        if (result.ok() + result.failed() == 0) {
            faults.add("nothing was measured");
        }
        result.slo().stream().filter(slo -> !slo.met()).map(Faults::missed).forEach(faults::add);
        if (!(isInvalid && isFailing) && result.failed() > 0 && !allowsErrors(result)) {
            faults.add(failed(result));
        }
        return faults;
    }

    /** An objective that is met by a generator that was late is met all the more without that. */
    private static boolean provesWhatIsWanted(LoadResult result) {
        return result.overstated() && !result.slo().isEmpty() && result.met();
    }

    private static String missed(SloResult slo) {
        return (slo.told() ? "missed " : "cannot be told: ") + slo.slo() + ": " + slo.evidence();
    }

    /** So many fail that nothing else is said before. */
    private static boolean isFailing(LoadResult result) {
        return 100 * result.failed() > result.ok() + result.failed();
    }

    private static boolean allowsErrors(LoadResult result) {
        return result.plan().slos().stream().anyMatch(Faults::isOfErrors);
    }

    private static boolean isOfErrors(Slo slo) {
        return slo.text().strip().startsWith("errors");
    }

    private static String failed(LoadResult result) {
        String told =
                "%s of %s failed%s"
                        .formatted(
                                Numbers.count(result.failed()),
                                Numbers.count(result.ok() + result.failed()),
                                mostOften(result));
        return allowsErrors(result)
                ? told
                : told + " (an objective such as errors<1% says how many may)";
    }

    private static String mostOften(LoadResult result) {
        return result.errors().entrySet().stream()
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .map(kind -> (result.errors().size() == 1 ? ", " : ", most by ") + kind.getKey())
                .orElse("");
    }
}
