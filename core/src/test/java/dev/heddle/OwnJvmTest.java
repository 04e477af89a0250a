package dev.heddle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What takes a JVM of its own to be seen: its options, and what is the first of its kind in it. */
class OwnJvmTest {
    private static final String OPENS_A_LOOP = "dev.heddle.programs.OpensALoop";

    @Test
    void missingFlagIsNamedInOneSentence() throws Exception {
        assertThat(Jvm.run(List.of(), OPENS_A_LOOP).out())
                .isEqualToIgnoringNewLines(
                        "Heddle's event loop needs the java option --add-opens"
                                + " java.base/java.lang=ALL-UNNAMED (in a runnable jar: the manifest"
                                + " line \"Add-Opens: java.base/java.lang\").");
    }

    @Test
    void theFlagThatIsNamedHelps() throws Exception {
        assertThat(Jvm.run(List.of(Jvm.FLAG), OPENS_A_LOOP).out()).endsWith("a value\n");
    }

    @Test
    void onTheModulePathTheFlagNamesHeddlesModule() throws Exception {
        assertThat(Jvm.runWithModules(List.of(), OPENS_A_LOOP).out())
                .contains("the java option --add-opens java.base/java.lang=dev.heddle.core (in a");
    }

    @Test
    void theFlagThatIsNamedHelpsOnTheModulePath() throws Exception {
        var flag = List.of("--add-opens=java.base/java.lang=dev.heddle.core");
        assertThat(Jvm.runWithModules(flag, OPENS_A_LOOP).out()).endsWith("a value\n");
    }

    @Test
    void blockingSocketsWorkOnThoughATaskWasTheFirstToUseOne() throws Exception {
        var program = "dev.heddle.programs.FirstSocketInATask";
        assertThat(Jvm.run(List.of(Jvm.FLAG), program).out())
                .endsWith("in a task: 42\nafter the loop closed: 42\n");
    }

    @Test
    void structuredTaskScopesForksStayOnTheLoop(@TempDir Path directory) throws Exception {
        Path program = directory.resolve("Structured.java");
        Files.writeString(
                program,
                """
                import dev.heddle.EventLoop;
                import java.util.concurrent.StructuredTaskScope;

                void main() {
                    EventLoop.run(() -> {
                        var loop = EventLoop.current();
                        try (var scope = StructuredTaskScope.open()) {
                            var one = scope.fork(EventLoop::current);
                            var two = scope.fork(EventLoop::current);
                            scope.join();
                            IO.println("on the loop: " + (one.get() == loop && two.get() == loop));
                        }
                    });
                }
                """);
        var options = List.of(Jvm.FLAG, "--enable-preview", "--source", "25");
        assertThat(Jvm.run(options, program.toString()).out()).contains("on the loop: true");
    }
}
