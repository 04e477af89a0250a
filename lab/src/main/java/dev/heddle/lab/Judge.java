package dev.heddle.lab;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says which model to choose: the fastest that a Java program can choose, that gave the right
 * answer and left the loop to others. Python peers are compared with it and never chosen;
 * demonstrations are neither.
 */
final class Judge {
    /**
     * For how long a model may hold the loop, in a typical round. asyncio's debug mode warns from
     * 100 ms; a service that shall answer within tens of milliseconds cannot wait that long for its
     * loop.
     */
    static final double HELD_LIMIT_MILLIS = 10;

    /** Medians nearer than this are no difference worth a name, if their intervals overlap too. */
    static final double TIE = 0.05;

    /** So many times as late as beside the kindest model. */
    private static final double BLAME = 2;

    private Judge() {}

    /**
     * Judges.
     *
     * @param invalid why nothing may be said; null if something may
     */
    static WorkloadResult judge(
            Workload workload, List<Standing> standings, @Nullable String invalid) {
        if (invalid != null) {
            return new WorkloadResult(
                    workload,
                    results(standings, null),
                    null,
                    "Not judged: " + invalid + ". Run it again when the machine does less.");
        }
        var best = best(standings);
        return new WorkloadResult(
                workload,
                results(standings, best.orElse(null)),
                best.map(b -> b.model().name()).orElse(null),
                best.map(b -> Verdict.text(workload.kind(), ranking(standings, b)))
                        .orElse(Verdict.NOTHING));
    }

    static boolean holdsLoop(Figures figures) {
        return figures.lag().heldMillis() > HELD_LIMIT_MILLIS;
    }

    /**
     * Whether the model is to blame: a machine with more to do than cores makes every loop late,
     * beside any model.
     */
    private static boolean holdsLoop(Standing standing, List<Standing> standings) {
        double least =
                standings.stream()
                        .filter(s -> s != standing && s.isCandidate())
                        .mapToDouble(s -> s.measured().lag().heldMillis())
                        .min()
                        .orElse(0);
        var figures = standing.measured();
        return holdsLoop(figures) && figures.lag().heldMillis() > BLAME * least;
    }

    /** Whether it cannot be said which of the two is faster, or not by how much worth a name. */
    static boolean tie(Figures one, Figures other) {
        var a = one.millis();
        var b = other.millis();
        boolean overlap = a.low() <= b.high() && b.low() <= a.high();
        return overlap && (near(one, other) || (a.contains(b.median()) && b.contains(a.median())));
    }

    private static boolean near(Figures one, Figures other) {
        double a = one.millis().median();
        double b = other.millis().median();
        return Math.abs(a - b) <= TIE * Math.min(a, b);
    }

    /** Of those as fast as the fastest, the one that costs least CPU. */
    private static Optional<Standing> best(List<Standing> standings) {
        var eligible = eligible(standings);
        return fastest(eligible)
                .flatMap(fastest ->
                        eligible.stream()
                                .filter(s -> tie(s.measured(), fastest.measured()))
                                .filter(s -> near(s.measured(), fastest.measured()))
                                .min(Comparator.comparingDouble(s -> s.measured().cpuSeconds())));
    }

    /** If all hold the loop, none is better for it, and speed decides. */
    private static List<Standing> eligible(List<Standing> standings) {
        var candidates = standings.stream().filter(Standing::isCandidate).toList();
        var kind = candidates.stream().filter(s -> !holdsLoop(s, standings)).toList();
        return kind.isEmpty() ? candidates : kind;
    }

    private static Ranking ranking(List<Standing> standings, Standing best) {
        var eligible = eligible(standings);
        var fastest = fastest(eligible).orElse(best);
        var byTime =
                eligible.stream()
                        .filter(s -> s != best)
                        .sorted(Comparator.comparingDouble(Standing::millis))
                        .toList();
        return new Ranking(
                best,
                standings.getFirst(),
                byTime.stream().filter(s -> tie(s.measured(), fastest.measured())).toList(),
                byTime.stream().filter(s -> !tie(s.measured(), fastest.measured())).toList(),
                fastest(
                                standings.stream()
                                        .filter(Standing::isCandidate)
                                        .filter(s -> holdsLoop(s, standings))
                                        .filter(s -> s != best)
                                        .toList())
                        .orElse(null),
                fastest(
                                standings.stream()
                                        .filter(s -> s.figures() != null && s.isRight())
                                        .filter(s -> s.model().side() == Model.Side.PYTHON)
                                        .toList())
                        .orElse(null));
    }

    private static Optional<Standing> fastest(List<Standing> standings) {
        return standings.stream().min(Comparator.comparingDouble(Standing::millis));
    }

    private static List<ModelResult> results(List<Standing> standings, @Nullable Standing best) {
        return standings.stream().map(s -> result(s, best, standings)).toList();
    }

    private static ModelResult result(
            Standing standing, @Nullable Standing best, List<Standing> standings) {
        var figures = standing.figures();
        double ratio =
                figures == null || best == null ? Double.NaN : standing.millis() / best.millis();
        return new ModelResult(
                standing.model(),
                figures,
                ratio,
                standing.isRight(),
                best == null ? standing.why() : why(standing, standings));
    }

    private static String why(Standing standing, List<Standing> standings) {
        var figures = standing.figures();
        // A program of its own cannot hold this loop; where it is late, the machine is busy.
        boolean here = standing.model().side() != Model.Side.PYTHON;
        if (here && standing.why().isEmpty() && figures != null && holdsLoop(standing, standings)) {
            return "held the loop for " + Words.millis(figures.lag().heldMillis());
        }
        return standing.why();
    }
}
