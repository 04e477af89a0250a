package dev.heddle.demo.io.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostTalliesTest {
    @Test
    void idleHostsAreForgottenWhereThereAreMany() {
        var tallies = new HostTallies();
        tallies.start("busy");
        IntStream.range(0, 100_000)
                .mapToObj(i -> "host-" + i)
                .forEach(host -> {
                    tallies.start(host);
                    tallies.end(host, false);
                });

        assertThat(tallies.known()).isEqualTo(100_001);
        assertThat(tallies.busiest()).hasSize(5).anyMatch(host -> host.name().equals("busy"));
    }
}
