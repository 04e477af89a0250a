package dev.heddle.lab.advise;

import dev.heddle.lab.cli.Suggestion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens in the process that a work of a class path is tried in. */
final class Contained {
    private Contained() {}

    /**
     * What is to be tried.
     *
     * @param type the class
     * @param method of it; empty for the only one
     * @param inputs as they were given
     * @param classPath the user's
     * @param directory that relative files are in
     * @param diary to write what is being done
     */
    record Order(
            String type,
            String method,
            List<String> inputs,
            String classPath,
            String directory,
            String diary,
            int concurrency,
            Duration deadline,
            long maxHeap,
            boolean quick,
            double rate) {
        Order writing(Path file) {
            return new Order(
                    type,
                    method,
                    inputs,
                    classPath,
                    directory,
                    file.toString(),
                    concurrency,
                    deadline,
                    maxHeap,
                    quick,
                    rate);
        }
    }

    /**
     * What came of it.
     *
     * @param advice null if the work could not even be called
     * @param mistake why not
     */
    record Reply(@Nullable Advice advice, String mistake) {}

    static Reply advise(Order order) throws InterruptedException {
        var printed = Printed.takeAll();
        var diary = new Diary(Path.of(order.diary()));
        diary.writeExits();
        diary.write("is loaded");
        try {
            var workload = workload(order);
            diary.write("is called");
            var advice = advisor(order).adviseOn(workload);
            return new Reply(printed.lines() == 0 ? advice : noting(advice, printed), "");
        } catch (UnfitWorkException e) {
            return new Reply(null, e.getMessage() + suggestion(order, e));
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            // Of the user's class, or for want of memory: one sentence, as for whatever it throws.
            return new Reply(null, order.type() + " cannot be tried: " + Frames.thrown(e));
        }
    }

    private static Advisor advisor(Order order) {
        return Advisor.with()
                .concurrency(order.concurrency())
                .deadline(order.deadline())
                .maxHeap(order.maxHeap())
                .quick(order.quick())
                .rate(order.rate())
                .open();
    }

    private static OwnWorkload<Object, Object> workload(Order order) throws UnfitWorkException {
        var found = WorkFinder.find(order.type(), order.method());
        String name =
                order.type()
                        + (found.work().method().isEmpty() ? "" : "::" + found.work().method());
        var inputs =
                Inputs.of(
                        name,
                        found.input(),
                        order.inputs(),
                        Path.of(order.directory()),
                        order.maxHeap());
        return OwnWorkload.of(name, found.work(), inputs);
    }

    private static Advice noting(Advice advice, Printed printed) {
        return advice.withNote(
                "It printed %,d lines in this JVM, which were dropped; printing takes time of its calls."
                        .formatted(printed.lines()));
    }

    /** For a class that is not there. */
    private static String suggestion(Order order, UnfitWorkException e) {
        if (!String.valueOf(e.getMessage()).startsWith("no class ")) {
            return "";
        }
        var known = ClassPaths.classes(order.classPath());
        String simple = order.type().substring(order.type().lastIndexOf('.') + 1);
        return known.stream()
                .filter(name -> name.equals(simple) || name.endsWith("." + simple))
                .findFirst()
                .map(name -> "; did you mean " + name + "?")
                .orElseGet(() -> Suggestion.of(order.type(), known));
    }
}
