package dev.heddle.lab.peer;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Pythons on the PATH. What was found is remembered, so that many may ask. Any thread may;
 * those who ask at once wait for each other.
 */
public final class Pythons {
    private static final Pythons ON_PATH =
            new Pythons(System.getenv().getOrDefault("PATH", ""), Duration.ofSeconds(10));

    /** The usual names first, since they are what a user means; 2 is not asked for. */
    private static final List<String> NAMES = List.of("python3", "python");

    private static final List<String> FREE_THREADED_NAMES =
            List.of("python3.15t", "python3.14t", "python3.13t", "python3t");

    /** On one line, with the versions of modules: numpy=1.24.2. */
    private static final String TELL_VERSIONS =
            """
            import platform as p, sys
            versions = [f"{name}={sys.modules[name].__version__}" for name in modules
                        if hasattr(sys.modules[name], "__version__")]
            print(p.python_implementation() + " " + p.python_version(), *versions, sep="\\t")
            """;

    private static final String NEED_3 = "import sys; assert sys.version_info >= (3, 8)\n";
    private static final String NEED_NO_GIL = "import sys; assert not sys._is_gil_enabled()\n";

    private final String path;
    private final Duration deadline;

    /** By what had to hold. */
    private final Map<String, Optional<Python>> found =
            Collections.synchronizedMap(new LinkedHashMap<>());

    /**
     * Those on another path.
     *
     * @param deadline of each interpreter that is asked
     */
    Pythons(String path, Duration deadline) {
        this.path = path;
        this.deadline = deadline;
    }

    /**
     * The first {@code python3} on the PATH that has some modules, or the first such {@code
     * python}. One that does not answer within ten seconds is passed over.
     *
     * @param modules to be imported, such as {@code numpy}
     */
    public static Optional<Python> find(String... modules) throws InterruptedException {
        return ON_PATH.having(modules);
    }

    /** All that were found so far, in the order they were asked for; looks for no more. */
    public static List<Python> found() {
        return ON_PATH.foundSoFar();
    }

    /** The first Python on the PATH that runs without a global interpreter lock (PEP 703). */
    public static Optional<Python> freeThreaded() throws InterruptedException {
        return ON_PATH.withoutGil();
    }

    Optional<Python> having(String... modules) throws InterruptedException {
        String imports =
                Arrays.stream(modules)
                        .map(module -> "import " + module + "\n")
                        .collect(Collectors.joining());
        return search(NAMES, NEED_3 + imports + modules(modules));
    }

    /** Does not wait for who searches. */
    List<Python> foundSoFar() {
        synchronized (found) {
            return found.values().stream().flatMap(Optional::stream).toList();
        }
    }

    /** A list of names, for {@link #TELL_VERSIONS}. */
    private static String modules(String... names) {
        return "modules = '%s'.split()\n".formatted(String.join(" ", names));
    }

    Optional<Python> withoutGil() throws InterruptedException {
        var names = Stream.concat(FREE_THREADED_NAMES.stream(), NAMES.stream()).toList();
        return search(names, NEED_NO_GIL + modules());
    }

    private synchronized Optional<Python> search(List<String> names, String needs)
            throws InterruptedException {
        Optional<Python> known = found.get(needs);
        if (known == null) {
            known = first(names, needs);
            found.put(needs, known);
        }
        return known;
    }

    private Optional<Python> first(List<String> names, String needs) throws InterruptedException {
        for (String name : names) {
            for (String directory : path.split(File.pathSeparator, -1)) {
                var file = Path.of(directory, name);
                var python = isProgram(file) ? ask(file, needs) : Optional.<Python>empty();
                if (python.isPresent()) {
                    return python;
                }
            }
        }
        return Optional.empty();
    }

    /** An empty entry of a PATH is the working directory, which we do not run programs from. */
    private static boolean isProgram(Path file) {
        return file.isAbsolute() && Files.isRegularFile(file) && Files.isExecutable(file);
    }

    private Optional<Python> ask(Path file, String needs) throws InterruptedException {
        var command = List.of(file.toString(), "-c", needs + TELL_VERSIONS);
        try (var program = Program.start(file.toString(), command)) {
            return Optional.of(python(file, program.answer(deadline)));
        } catch (IOException e) {
            // It cannot be started, lacks a module or says nothing: not the one we look for.
            return Optional.empty();
        }
    }

    private static Python python(Path file, String answer) {
        String[] words = answer.split("\t", -1);
        var modules =
                Arrays.stream(words)
                        .skip(1)
                        .map(word -> word.split("=", 2))
                        .filter(word -> word.length == 2)
                        .collect(Collectors.toMap(word -> word[0], word -> word[1]));
        return new Python(file, words[0], modules);
    }
}
