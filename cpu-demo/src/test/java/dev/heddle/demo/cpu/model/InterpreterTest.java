package dev.heddle.demo.cpu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.demo.cpu.job.Job;
import dev.heddle.lab.AbsentException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterpreterTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @Test
    void itsJvmRunsInterpreted() throws Exception {
        try (var runner = Interpreter.start(Child.class, DEADLINE, List.of(), "-Xint")) {
            assertThat(runner.round().answer()).asString().contains("interpreted");
        }
    }

    @Test
    void aJvmThatCompilesRefuses() throws Exception {
        try (var runner = Interpreter.start(Child.class, DEADLINE, List.of())) {
            assertThatThrownBy(runner::round)
                    .isInstanceOf(AbsentException.class)
                    .hasMessageContaining("this JVM compiles: mixed mode");
        }
    }

    /** Serves how the JVM calls itself. */
    static final class Child {
        private Child() {}

        public static void main(String... args) throws Exception {
            JobServer.serve(
                    new Job<String, String>(
                            System::getProperty,
                            _ -> List.of("java.vm.info"),
                            modes -> String.join("", modes)));
        }
    }
}
