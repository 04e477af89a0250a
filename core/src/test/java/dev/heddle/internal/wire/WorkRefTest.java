package dev.heddle.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

// The serial lint warns of what WorkRef is for: lambdas that are never deserialised.
@SuppressWarnings("serial")
class WorkRefTest {
    interface Work<I, O> extends Serializable {
        O apply(I input) throws Exception;
    }

    record Scale(double by) implements Work<Double, Double> {
        @Override
        public Double apply(Double input) {
            return input * by;
        }
    }

    enum Op implements Work<Integer, Integer> {
        NEGATE {
            @Override
            public Integer apply(Integer input) {
                return -input;
            }
        }
    }

    static final class Stateless implements Work<String, String> {
        @Override
        public String apply(String input) {
            return input + "!";
        }
    }

    static final class Stateful implements Work<String, String> {
        private static final long serialVersionUID = 1L;
        private final int count = Integer.parseInt("3");

        @Override
        public String apply(String input) {
            return input.repeat(count);
        }
    }

    private static int twice(int n) {
        return 2 * n;
    }

    private static <I, O> @Nullable Object run(Work<I, O> work, @Nullable Object input)
            throws Throwable {
        WorkRef there = WorkRef.fromBytes(WorkRef.of(work).toBytes());
        Object sent = WorkRef.of(work).input(work, input);
        return there.resolve(WorkRefTest.class.getClassLoader()).apply(sent);
    }

    @Test
    void methodsConstructorsAndLambdasRunByName() throws Throwable {
        assertThat(run((Work<Integer, Integer>) WorkRefTest::twice, 4)).isEqualTo(8);
        assertThat(run((Work<String, Integer>) String::length, "abc")).isEqualTo(3);
        assertThat(run((Work<CharSequence, Integer>) CharSequence::length, "ab")).isEqualTo(2);
        assertThat(run((Work<String, StringBuilder>) StringBuilder::new, "x")).hasToString("x");
        assertThat(run((Work<Integer, Integer>) n -> n + 1, 1)).isEqualTo(2);
    }

    @Test
    void objectsThatAreWorkRunByNameAndComponents() throws Throwable {
        assertThat(run(new Scale(1.5), 2.0)).isEqualTo(3.0);
        assertThat(run(Op.NEGATE, 5)).isEqualTo(-5);
        assertThat(run(new Stateless(), "a")).isEqualTo("a!");
    }

    @Test
    void aSecondLookFindsTheSameName() {
        Work<String, Integer> work = String::length;
        assertThat(WorkRef.of(work)).isSameAs(WorkRef.of(work));
    }

    @Test
    void namesReadWell() {
        Work<Integer, Integer> lambda = n -> n;
        assertThat(WorkRef.of((Work<Integer, Integer>) WorkRefTest::twice).name())
                .isEqualTo("dev.heddle.internal.wire.WorkRefTest::twice");
        assertThat(WorkRef.of(lambda).name())
                .isEqualTo("dev.heddle.internal.wire.WorkRefTest (lambda in namesReadWell)");
        assertThat(WorkRef.of(Op.NEGATE).name()).endsWith("WorkRefTest$Op.NEGATE");
    }

    @Test
    void whatCapturesOrHasStateIsRefusedWithAReason() {
        int factor = 42;
        assertThatThrownBy(() -> WorkRef.of((Work<Integer, Integer>) n -> n * factor))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("WorkRefTest.whatCapturesOrHasStateIsRefusedWithAReason")
                .hasMessageContaining("Integer 42")
                .hasMessageContaining("pass what it needs as the input");
        assertThatThrownBy(() -> WorkRef.of((Work<String, String>) "abc"::concat))
                .hasMessageContaining("java.lang.String::concat is bound to String abc");
        assertThatThrownBy(() -> WorkRef.of(new Stateful())).hasMessageContaining("count");
    }

    @Test
    void whatTheWorkerLacksIsNamed() {
        WorkRef gone =
                new WorkRef(
                        WorkRef.Form.STATIC_METHOD, WorkRefTest.class.getName(), "gone", "(I)I");
        assertThatThrownBy(() -> gone.resolve(WorkRefTest.class.getClassLoader()))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("WorkRefTest::gone is not on the worker's class path");
    }
}
