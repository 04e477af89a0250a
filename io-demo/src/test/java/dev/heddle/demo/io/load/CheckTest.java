package dev.heddle.demo.io.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.heddle.lab.cli.CommandLine;
import dev.heddle.load.LoadRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server hears before the load, which answers 405 as soon as it may. */
@Timeout(60)
class CheckTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    var headers = exchange.getRequestHeaders();
                    asked.add(
                            exchange.getRequestMethod()
                                    + " "
                                    + headers.getFirst("User-Agent")
                                    + " "
                                    + headers.getFirst("Accept-Encoding"));
                    try {
                        mayAnswer.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    exchange.sendResponseHeaders(405, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void itAsksAsTheLoadDoes() {
        mayAnswer.countDown();

        var check = check(Duration.ofHours(1), LoadRequest.get(url()));

        assertThat(asked).containsExactly("GET heddle-load null");
        assertThat(check.warnings())
                .containsExactly(
                        "GET "
                                + url()
                                + " is answered with status 405; the load goes there all the same");
        assertThat(told).isEmpty();
    }

    @Test
    void whatMayChangeSomethingIsNotSentAndNotJudged() {
        mayAnswer.countDown();

        var check = check(Duration.ofHours(1), LoadRequest.of("POST", url()).body("{}"));

        assertThat(asked).containsExactly("HEAD heddle-load null");
        assertThat(check.warnings()).isEmpty();
    }

    @Test
    void whoIsNotAnsweredForLongIsToldWhatIsAsked() {
        check(Duration.ofMillis(1), LoadRequest.get(url()));

        assertThat(told).containsExactly("asking " + url() + " first");
    }

    /** The server answers when something is told. */
    private Check check(Duration patience, LoadRequest sample) {
        var options =
                LoadOptions.read(
                        CommandLine.parse("load", LoadOptions.known(), sample.url()),
                        InputStream.nullInputStream());
        var check =
                new Check(
                        options,
                        Duration.ofSeconds(30),
                        patience,
                        sentence -> {
                            told.add(sentence);
                            mayAnswer.countDown();
                        });
        assertThat(check.of(List.of(sample), new Stop())).isNull();
        return check;
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }
}
