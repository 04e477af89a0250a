package dev.heddle.lab.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.lab.cli.CommandFailure;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each in a real process: whatever a work does, one sentence comes of it. */
@Timeout(60)
class ContainerTest {
    private static final String SOURCE =
            """
            package com.acme;
            public class Bad {
                public static int exits(int code) {
                    return leave(code);
                }
                static int leave(int code) {
                    System.exit(code);
                    return code;
                }
                public static long never() {
                    long turns = 0;
                    while (turns >= 0) {
                        turns = (turns + 1) & 1023;
                    }
                    return turns;
                }
                public static int hoards() {
                    byte[][] all = new byte[100_000][];
                    for (int i = 0; i < all.length; i++) {
                        all[i] = new byte[1 << 20];
                    }
                    return all.length;
                }
                public static int recurses(int depth) {
                    return recurses(depth + 1) + 1;
                }
                public static int parses(String text) {
                    return Integer.parseInt(text);
                }
                public static int needsOther() {
                    return Other.value();
                }
                public static void halts() {
                    Runtime.getRuntime().halt(9);
                }
            }
            """;

    @TempDir static Path classes;

    @BeforeAll
    static void compile() throws IOException {
        Compiled.into(
                classes,
                "com.acme.Other",
                "package com.acme; class Other { static int value() { return 1; } }");
        Compiled.into(classes, "com.acme.Bad", SOURCE);
        Compiled.into(
                classes,
                "com.acme.Linked",
                """
                package com.acme;
                public class Linked implements java.util.function.Function<String, String> {
                    public String apply(String text) { return text; }
                    public Other other() { return null; }
                }
                """);
        Files.delete(classes.resolve("com/acme/Other.class"));
    }

    private static Contained.Order order(String type, String method, String... inputs) {
        return new Contained.Order(
                type,
                method,
                List.of(inputs),
                classes.toString(),
                classes.toString(),
                "",
                8,
                Duration.ofSeconds(method.equals("never") ? 1 : 20),
                64L << 20,
                true,
                0);
    }

    private static String reason(String method, String... inputs) {
        var advice = Container.advise(order("com.acme.Bad", method, inputs));
        assertThat(advice.isGiven()).isFalse();
        assertThat(advice.reasons()).hasSize(1);
        return advice.reasons().getFirst();
    }

    @Test
    void workThatExitsIsNamedWithItsLine() {
        assertThat(reason("exits", "7"))
                .isEqualTo(
                        "the work calls System.exit at com.acme.Bad.leave(Bad.java:7), which ended"
                                + " its process");
    }

    @Test
    void workThatHaltsTheJvmIsNamedWithTheExitCode() {
        assertThat(reason("halts"))
                .startsWith("the work ended its process")
                .contains("exit code 9");
    }

    @Test
    void workThatNeverEndsIsStoppedAtTheDeadlineAndNamedWithItsLine() {
        assertThat(reason("never"))
                .startsWith(
                        "a call did not end within 1 s; it was at com.acme.Bad.never(Bad.java:");
    }

    @Test
    void workThatNeedsMoreThanTheHeapIsNamed() {
        assertThat(reason("hoards"))
                .isEqualTo(
                        "the work ran out of memory with a heap of 64 MB: give it more with --heap");
    }

    @Test
    void workThatRecursesForEverIsNamedWithItsLine() {
        assertThat(reason("recurses", "1"))
                .startsWith("a call threw java.lang.StackOverflowError at com.acme.Bad.recurses(");
    }

    @Test
    void workThatThrowsIsNamedWithItsLine() {
        assertThat(reason("parses", "x"))
                .isEqualTo(
                        "a call threw java.lang.NumberFormatException: For input string: \"x\" at"
                                + " com.acme.Bad.parses(Bad.java:28)");
    }

    @Test
    void workWhoseDependencyIsMissingIsNamedWithIt() {
        assertThat(reason("needsOther")).contains("NoClassDefFoundError", "com/acme/Other");
    }

    @Test
    void aClassThatCannotBeLinkedIsAMistakeWithWhatItNeeds() {
        assertThatThrownBy(() -> Container.advise(order("com.acme.Linked", "", "x")))
                .isInstanceOf(CommandFailure.class)
                .hasMessage(
                        "com.acme.Linked needs com.acme.Other, which is not on the class path: add"
                                + " its jar");
    }

    @Test
    void classesThatAreAlsoHeddlesAreNamed() throws IOException {
        String all = "gone.jar" + File.pathSeparator + classes;

        try (var ours = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            assertThat(ClassPaths.shared(ours, all))
                    .isEqualTo(
                            "2 of its classes are also Heddle's, which were taken, perhaps in another"
                                    + " version: com.acme.Bad and others.");
        }
        assertThat(ClassPaths.shared(ContainerTest.class.getClassLoader(), all)).isEmpty();
    }

    @Test
    void aClassThatIsMissingIsAMistakeWithASuggestion() {
        assertThatThrownBy(() -> Container.advise(order("Bad", "never")))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("no class Bad on the class path; did you mean com.acme.Bad?");
    }
}
