package dev.heddle.demo.cpu.engine;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.heddle.lab.AbsentException;
import dev.heddle.lab.Model;
import org.junit.jupiter.api.Test;

class PythonEnginesTest {
    @Test
    void missingModuleIsNamed() {
        var model = new Model("no_such_module", Model.Side.PYTHON, "Nothing.");

        var candidate = PythonEngines.of(model, "sqrt", 10);

        assertThatExceptionOfType(AbsentException.class)
                .isThrownBy(() -> candidate.opener().open(new TestBench(1)))
                .withMessage("no python3 on the PATH has the module no_such_module");
    }
}
