package dev.heddle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A program run in a JVM of its own, and what it said. */
public record Jvm(int exit, String out) {
    public static final String FLAG = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    /** Runs a main class, or a source file, with this JVM's class path. */
    public static Jvm run(List<String> options, String program) throws Exception {
        var arguments = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path")));
        arguments.addAll(options);
        arguments.add(program);
        return run(arguments);
    }

    /** Runs a main class of the tests with Heddle, and what it needs, on the module path. */
    public static Jvm runWithModules(List<String> options, String main) throws Exception {
        String path = System.getProperty("java.class.path");
        String tests = entries(path).filter(Jvm::isOfTests).reduce("", Jvm::join);
        String modules = entries(path).filter(e -> !isOfTests(e)).reduce("", Jvm::join);
        var arguments =
                new ArrayList<>(
                        List.of("-p", modules, "-cp", tests, "--add-modules", "dev.heddle.core"));
        arguments.addAll(options);
        arguments.add(main);
        return run(arguments);
    }

    private static Stream<String> entries(String path) {
        return Stream.of(path.split(File.pathSeparator));
    }

    private static String join(String path, String entry) {
        return path.isEmpty() ? entry : path + File.pathSeparator + entry;
    }

    private static boolean isOfTests(String entry) {
        String name = Path.of(entry).getFileName().toString();
        return Stream.of("test", "junit", "assertj", "archunit", "apiguardian", "byte-buddy")
                .anyMatch(name::contains);
    }

    private static Jvm run(List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            var out = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Jvm(process.waitFor(), out);
        } finally {
            process.destroyForcibly();
        }
    }
}
