package dev.heddle.load.report;

import dev.heddle.load.LoadPlan;
import dev.heddle.load.LoadResult;
import dev.heddle.load.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An earlier run that others are held against. Immutable.
 *
 * <p>Its intervals are of what varied within the two runs, see {@link Bootstrap} for how. What
 * differs from one run to the next on the same machine, such as what the JIT compiler made of the
 * server, is not in them.
 */
public final class Baseline {
    /** What is read back differs by its last digits from what was asked for. */
    private static final double NEAR = 1e-5;

    private static final double JSON_STEP = 1e-6;

    private final String name;
    private final Measured before;

    private Baseline(String name, Measured before) {
        this.name = name;
        this.before = before;
    }

    /**
     * Reads what {@link LoadJson} wrote.
     *
     * @param file of an earlier run
     * @return the run
     * @throws IOException if it cannot be read; the message names the file
     * @throws IllegalArgumentException if it is something else, or that run was not valid; the
     *     message names the file
     */
    public static Baseline read(Path file) throws IOException {
        return new Baseline(file.toString(), BaselineFile.read(file));
    }

    /**
     * Makes sure that a plan asks for the same load, before time is spent on it. Another host,
     * another length at a constant rate, and more connections may be what is compared.
     *
     * @param plan of the run that will be held against this one
     * @throws IllegalArgumentException if it does not; the message says in what they differ
     */
    public void requireSameLoad(LoadPlan plan) {
        var old = before.plan();
        require("the model", model(old), model(plan));
        if (!areNear(figures(old), figures(plan))) {
            require("the rate", rates(old), rates(plan));
        }
        require("the number of users", old.users(), plan.users());
        require("the spacing", old.spacing(), plan.spacing());
        require("what is sent", path(old.what()), path(plan.what()));
    }

    /**
     * Compares.
     *
     * @param result of a run of the same load
     * @return what changed; without figures if that run is not valid
     * @throws IllegalArgumentException if it is not the same load
     */
    public Comparison against(LoadResult result) {
        requireSameLoad(result.plan());
        if (!result.valid()) {
            return new Comparison(
                    name,
                    List.of(),
                    List.of("this run is not valid, so that it is not compared with " + name));
        }
        var now = Measured.of(result);
        return new Comparison(name, new Changes(before, now).all(), notes(now));
    }

    private List<String> notes(Measured now) {
        var notes = new ArrayList<String>();
        note(notes, "what was sent", before.plan().what(), now.plan().what());
        note(notes, "connections", before.plan().connections(), now.plan().connections());
        note(notes, "loops", before.plan().loops(), now.plan().loops());
        note(notes, "timeout", before.plan().timeout(), now.plan().timeout());
        note(notes, "the machine", before.machine(), now.machine());
        notes.add(
                "the intervals are of what varied within these two runs; from run to run it can be"
                        + " more");
        return notes;
    }

    private static void note(List<String> notes, String what, Object before, Object now) {
        if (!before.equals(now)) {
            notes.add("%s: %s, and in the baseline %s".formatted(what, now, before));
        }
    }

    private void require(String what, Object old, Object asked) {
        if (!Objects.equals(old, asked)) {
            throw new IllegalArgumentException(
                    "%s is not of the same load: %s was %s there and is %s here"
                            .formatted(name, what, old, asked));
        }
    }

    private static String model(LoadPlan plan) {
        return plan.isOpen() ? "open" : "closed";
    }

    /** The length of a constant rate makes no difference. */
    private static String rates(LoadPlan plan) {
        var stages = plan.stages();
        if (stages.isEmpty()) {
            return "that of the users";
        }
        double rate = stages.getFirst().from();
        if (stages.stream().allMatch(stage -> stage.from() == rate && stage.to() == rate)) {
            return rate + "/s";
        }
        return String.join(", ", stages.stream().map(Baseline::text).toList());
    }

    /** As {@link #rates} tells them. */
    private static List<Double> figures(LoadPlan plan) {
        var stages = plan.stages();
        double rate = stages.isEmpty() ? 0 : stages.getFirst().from();
        return stages.stream().allMatch(stage -> stage.from() == rate && stage.to() == rate)
                ? List.of(rate)
                : stages.stream()
                        .flatMap(stage ->
                                Stream.of(stage.length().toNanos() / 1e9, stage.from(), stage.to()))
                        .toList();
    }

    private static boolean areNear(List<Double> some, List<Double> others) {
        return some.size() == others.size()
                && IntStream.range(0, some.size())
                        .allMatch(i -> areNear(some.get(i), others.get(i)));
    }

    private static boolean areNear(double one, double other) {
        return Math.abs(one - other)
                <= Math.max(JSON_STEP, NEAR * Math.max(Math.abs(one), Math.abs(other)));
    }

    private static String text(Stage stage) {
        return stage.length().toMillis() / 1e3 + "s:" + stage.from() + ".." + stage.to();
    }

    /** Without the hosts, which may be another stub's port, or the other of two versions. */
    private static String path(String what) {
        return what.replaceAll("(?i)(?<= )https?://[^/?# ]*/?", "/");
    }
}
