package dev.heddle.demo.io.compare.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StubProcessTest {
    @Test
    void answersWithTheDocumentOfTheNumber() throws Exception {
        try (var server = StubProcess.start()) {
            String urls = server.urls(Delay.fixed(1), Document.LIST);
            assertThat(get(urls + 7)).isEqualTo(Document.LIST.body(7));
            assertThat(get(urls + 8)).isEqualTo(Document.LIST.body(8));
        }
    }

    private static byte[] get(String url) throws IOException {
        var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setReadTimeout(30_000);
        try (var body = connection.getInputStream()) {
            return body.readAllBytes();
        }
    }

    /** As the kernel closes it, however the parent dies. */
    @Test
    void endsWhenItsParentClosesItsInput() throws Exception {
        try (var server = StubProcess.start()) {
            server.process().getOutputStream().close();
            assertThat(server.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
