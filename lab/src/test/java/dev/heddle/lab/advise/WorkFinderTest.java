package dev.heddle.lab.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Callable;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class WorkFinderTest {
    /** Has one method that can be meant. */
    public static final class One {
        private One() {}

        public static int twice(int number) {
            return 2 * number;
        }

        public static int sum(int a, int b) {
            return a + b;
        }

        public static void main(String... args) {}
    }

    /** Has several, none of them with a usual name. */
    public static final class Several {
        private Several() {}

        public static String left(String text) {
            return text;
        }

        public static String right(String text) {
            return text;
        }
    }

    /** Has several, one of which has. */
    public static final class Usual {
        private Usual() {}

        public static String apply(String text) {
            return text + "!";
        }

        public static String other(String text) {
            return text;
        }
    }

    public static final class Length implements Function<String, Integer> {
        @Override
        public Integer apply(String text) {
            return text.length();
        }
    }

    public static final class Answer implements Callable<Integer> {
        @Override
        public Integer call() {
            return 42;
        }
    }

    /** Needs what nobody gives it. */
    public static final class Needy implements Callable<Integer> {
        private final int value;

        public Needy(int value) {
            this.value = value;
        }

        @Override
        public Integer call() {
            return value;
        }
    }

    private static WorkFinder.Found find(Class<?> type, String method) throws Exception {
        return WorkFinder.find(type.getName(), method);
    }

    @Test
    void theOnlyMethodWithOneParameterIsMeant() throws Exception {
        var found = find(One.class, "");

        assertThat(found.input()).isEqualTo(int.class);
        assertThat(found.work().apply(21)).isEqualTo(42);
    }

    @Test
    void ofSeveralTheOneWithAUsualNameIsMeant() throws Exception {
        assertThat(find(Usual.class, "").work().apply("a")).isEqualTo("a!");
    }

    @Test
    void ofSeveralOthersNoneIsMeant() {
        assertThatThrownBy(() -> find(Several.class, ""))
                .hasMessageContaining("::left")
                .hasMessageContaining("::right");
    }

    @Test
    void aMistypedMethodIsSuggested() {
        assertThatThrownBy(() -> find(Several.class, "rigth"))
                .hasMessageEndingWith("did you mean right?");
    }

    @Test
    void aMethodWithTwoParametersIsNotFound() {
        assertThatThrownBy(() -> find(One.class, "sum")).hasMessageContaining("one parameter");
    }

    @Test
    void aFunctionIsCalledOnAnInstance() throws Exception {
        var found = find(Length.class, "");

        assertThat(found.input()).isEqualTo(String.class);
        assertThat(found.work().apply("four")).isEqualTo(4);
    }

    @Test
    void aCallableTakesNoInput() throws Exception {
        assertThat(find(Answer.class, "").input()).isEqualTo(Void.class);
    }

    @Test
    void aFunctionThatCannotBeMadeIsRefused() {
        assertThatThrownBy(() -> find(Needy.class, ""))
                .hasMessageEndingWith("has no public constructor without parameters");
    }
}
