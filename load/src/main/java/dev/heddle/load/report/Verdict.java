package dev.heddle.load.report;

import dev.heddle.lab.cli.Numbers;
import dev.heddle.lab.report.Times;
import dev.heddle.load.LoadResult;
import dev.heddle.load.SloResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a load test came to, in one sentence that claims no more than was measured. */
final class Verdict {
    private final LoadResult result;

    private Verdict(LoadResult result) {
        this.result = result;
    }

    static String of(LoadResult result) {
        return new Verdict(result).sentence();
    }

    private String sentence() {
        String stopped =
                result.stopped() == null
                        ? ""
                        : "Stopped (%s) after %s of %s. "
                                .formatted(
                                        result.stopped(),
                                        PlanText.length(result.measured()),
                                        PlanText.length(result.plan().duration()));
        if (!result.valid()) {
            return failures(result) + stopped + invalid();
        }
        return stopped
                + (result.ok() + result.failed() == 0
                        ? "Nothing was measured."
                        : "Valid: %s, %s; %s; %s."
                                .formatted(sent(), answers(), objectives(), limit()));
    }

    private String invalid() {
        var reasons = result.invalidReasons();
        String limit =
                result.stub() != null && result.stub().saturated()
                        ? " The stub was the limit, not the service."
                        : "";
        String use =
                result.overstated()
                        ? " But latencies are at most as long as told here, so an objective that"
                                + " was met is met."
                        : "";
        String why =
                reasons.size() == 1
                        ? ": " + stopped(reasons.getFirst())
                        : ", for " + reasons.size() + " reasons.";
        return "NOT VALID" + why + limit + use;
    }

    /**
     * A sentence, and a space, of the failures of a run that is not valid: whatever else is wrong,
     * they are so many that they come first. Empty where there are few.
     */
    static String failures(LoadResult result) {
        long all = result.ok() + result.failed();
        if (result.valid() || 100 * result.failed() <= all) {
            return "";
        }
        String most =
                result.errors().entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(kind ->
                                (result.errors().size() == 1 ? ", by " : ", most by ")
                                        + kind.getKey())
                        .orElse("");
        return "%s of %s failed (%s)%s. "
                .formatted(
                        Numbers.count(result.failed()),
                        Numbers.count(all),
                        percent(result.failed(), all),
                        most);
    }

    /** With a full stop. */
    private static String stopped(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }

    private String sent() {
        String time = "in " + PlanText.length(seconds(result.measured()));
        if (!result.plan().isOpen()) {
            return Numbers.count(result.plan().users(), "user")
                    + " sent "
                    + Numbers.count(result.sent())
                    + " "
                    + time;
        }
        return result.sent() == result.offered()
                ? "all " + Numbers.count(result.offered(), "arrival") + " " + time + " were sent"
                : "%s of %s %s were sent"
                        .formatted(
                                Numbers.count(result.sent()),
                                Numbers.count(result.offered(), "arrival"),
                                time);
    }

    /** Runs end some microseconds beside their time. */
    private static Duration seconds(Duration time) {
        long millis = (time.toMillis() + 50) / 100 * 100;
        return millis == 0 ? time : Duration.ofMillis(millis);
    }

    private String answers() {
        String p99 = "p99 " + Times.of(result.latency().millis(99));
        if (result.failed() == 0) {
            return "none failed, " + p99;
        }
        return "%s failed (%s), %s"
                .formatted(
                        Numbers.count(result.failed()),
                        percent(result.failed(), result.ok() + result.failed()),
                        p99);
    }

    private String objectives() {
        List<SloResult> all = result.slo();
        if (all.isEmpty()) {
            return "no objective was set";
        }
        if (result.met()) {
            return all.size() == 1
                    ? all.getFirst().slo() + " was met"
                    : "all " + Numbers.count(all.size(), "objective") + " were met";
        }
        String missed = names(slo -> slo.told() && !slo.met());
        String untold = names(slo -> !slo.told());
        return (missed.isEmpty() ? "" : "MISSED " + missed)
                + (missed.isEmpty() || untold.isEmpty() ? "" : "; ")
                + (untold.isEmpty() ? "" : untold + " cannot be told");
    }

    private String names(Predicate<SloResult> which) {
        return result.slo().stream()
                .filter(which)
                .map(SloResult::slo)
                .collect(Collectors.joining(" and "));
    }

    private String limit() {
        return result.stub() == null
                ? "the generator kept up"
                : "the generator and the stub kept up";
    }

    /** {@code 0.20 %}; never 0 for some, nor 100 for fewer than all. */
    static String percent(long some, long all) {
        if (some == 0 || all == 0 || some == all) {
            return (all != 0 && some == all ? "100" : "0") + " %";
        }
        double percent = 100.0 * some / all;
        if (percent < 0.01) {
            return "< 0.01 %";
        }
        return percent > 99.9 ? "> 99.9 %" : Numbers.threeDigits(percent) + " %";
    }
}
