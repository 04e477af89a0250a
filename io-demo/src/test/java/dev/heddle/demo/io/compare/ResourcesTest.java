package dev.heddle.demo.io.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourcesTest {
    private final List<String> trail = new ArrayList<>();

    @Test
    void lastOpenedIsClosedFirst() throws IOException {
        try (var resources = new Resources()) {
            resources.own((Closeable) () -> trail.add("server"));
            resources.own((Closeable) () -> trail.add("client"));
        }
        assertThat(trail).containsExactly("client", "server");
    }

    @Test
    void failureToCloseOneKeepsNoOtherOpen() {
        var resources = new Resources();
        resources.own((Closeable) () -> trail.add("server"));
        resources.own(() -> {
            throw new IllegalStateException("stuck");
        });

        assertThatThrownBy(resources::close).hasRootCauseMessage("stuck");
        assertThat(trail).containsExactly("server");
    }
}
