package dev.heddle.demo.io.compare;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.heddle.EventLoop;
import dev.heddle.lab.AbsentException;
import dev.heddle.lab.Bench;
import org.junit.jupiter.api.Test;

class PythonPeerTest {
    private static final Bench NONE =
            new Bench() {
                @Override
                public EventLoop loop() {
                    return fail("a peer has no use for the loop");
                }

                @Override
                public int cores() {
                    return 1;
                }
            };

    @Test
    void pythonWithoutAModuleIsNamedBeforeAnythingIsOpened() {
        var opener = PythonPeer.opener(_ -> fail("opened"), "no_such_module_anywhere");

        assertThatThrownBy(() -> opener.open(NONE))
                .isInstanceOf(AbsentException.class)
                .hasMessage("no python3 on the PATH has no_such_module_anywhere");
    }
}
