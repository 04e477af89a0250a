package dev.heddle.lab.advise;

import dev.heddle.lab.cli.Suggestion;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
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
        var inputs = Inputs.of(name, found.input(), order.inputs(), Path.of(order.directory()));
        return OwnWorkload.of(name, found.work(), inputs);
    }

    private static Advice noting(Advice advice, Printed printed) {
        return advice.withNote(
                "It printed %,d lines in this JVM, which were dropped; printing takes time of its calls."
                        .formatted(printed.lines()));
    }

    // --- a class that is not there ----------------------------------------------------------

    private static String suggestion(Order order, UnfitWorkException e) {
        if (!String.valueOf(e.getMessage()).startsWith("no class ")) {
            return "";
        }
        var known = new TreeSet<String>();
        for (String entry : order.classPath().split(File.pathSeparator, -1)) {
            known.addAll(classesOf(Path.of(entry)));
        }
        String simple = order.type().substring(order.type().lastIndexOf('.') + 1);
        return known.stream()
                .filter(name -> name.equals(simple) || name.endsWith("." + simple))
                .findFirst()
                .map(name -> "; did you mean " + name + "?")
                .orElseGet(() -> Suggestion.of(order.type(), known));
    }

    private static List<String> classesOf(Path entry) {
        try {
            return Files.isDirectory(entry) ? classesOfDirectory(entry) : classesOfJar(entry);
        } catch (IOException _) {
            // It only makes the sentence shorter.
            return List.of();
        }
    }

    private static List<String> classesOfJar(Path jar) throws IOException {
        try (var open = new JarFile(jar.toFile())) {
            return names(open.stream().map(entry -> entry.getName()));
        }
    }

    private static List<String> classesOfDirectory(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return names(
                    files.map(file -> directory.relativize(file).toString())
                            .map(name -> name.replace(File.separatorChar, '/')));
        }
    }

    private static List<String> names(Stream<String> files) {
        return files.filter(name -> name.endsWith(".class") && !name.contains("-info"))
                .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                .limit(20_000)
                .toList();
    }
}
