package dev.heddle.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChildrenTest {
    private final Children children = new Children();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        for (var process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void aProcessIsClaimedOnce() throws Exception {
        var process = start("read x").toHandle();

        assertThat(children.claimNew()).contains(process);
        assertThat(children.claimNew()).doesNotContain(process);
    }

    @Test
    void whatASharedServerStartsLaterIsNobodys() throws Exception {
        var server = start("read x; sleep 600 & echo $!; wait");
        children.isShared(server.toHandle());
        server.getOutputStream().write('\n');
        server.getOutputStream().flush();
        long session = Long.parseLong(server.inputReader().readLine());

        assertThat(children.claimNew())
                .extracting(ProcessHandle::pid)
                .doesNotContain(server.pid(), session);
    }

    private Process start(String script) throws IOException {
        var process = new ProcessBuilder("/bin/sh", "-c", script).start();
        started.add(process);
        return process;
    }
}
