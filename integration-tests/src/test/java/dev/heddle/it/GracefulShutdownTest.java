package dev.heddle.it;

import static dev.heddle.Async.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.EventLoop;
import dev.heddle.EventLoops;
import dev.heddle.http.HttpException;
import dev.heddle.http.HttpSession;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;

/** A service that is told to stop finishes what it has accepted, and no more than that. */
@Timeout(60)
class GracefulShutdownTest {
    private static final int REQUESTS = 20;
    private static final Duration LONG = Duration.ofSeconds(40);

    private PatientService service;
    private EventLoop clientLoop;
    private HttpSession http;

    @BeforeEach
    void start() {
        service = new PatientService(EventLoops.open(2));
        clientLoop = EventLoop.open();
        http = HttpSession.builder().loop(clientLoop).timeout(LONG).build();
    }

    @AfterEach
    void close() {
        service.close();
        http.close();
        clientLoop.close();
    }

    @Test
    void whatWasAcceptedIsAnsweredAndWhatIsNewIsRefused() throws Exception {
        var answers = ask();
        awaitBegun();

        var stopped = CompletableFuture.runAsync(() -> service.stop(LONG));
        awaitRefusal();
        assertThat(stopped).isNotDone();
        assertThat(answers).isNotDone();
        service.gate.countDown();

        assertThat(answers.get(30, TimeUnit.SECONDS))
                .isEqualTo(IntStream.range(0, REQUESTS).mapToObj(i -> "waited " + i).toList());
        stopped.get(30, TimeUnit.SECONDS);
        assertThat(service.cancelled.availablePermits()).isZero();
        assertThat(service.connections.size()).isZero();
    }

    @Test
    void connectionsWithoutARequestKeepNothingUp() {
        String now = clientLoop.mono(() -> await(http.get(service.url("/now")).text())).block(LONG);
        assertThat(now).isEqualTo("now");
        assertThat(service.connections.size()).isEqualTo(1); // kept for the next request

        service.stop(LONG); // would meet the test's deadline

        assertThat(service.connections.size()).isZero();
    }

    @Test
    void whenTheGraceIsOverWhatStillRunsIsCancelled() throws Exception {
        var answers = ask();
        awaitBegun();

        service.stop(Duration.ofMillis(50));

        assertThat(service.cancelled.availablePermits()).isEqualTo(REQUESTS);
        assertThatThrownBy(() -> answers.get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(HttpException.class);
    }

    private CompletableFuture<List<String>> ask() {
        return Flux.range(0, REQUESTS)
                .flatMapSequential(i -> http.get(service.url("/wait/" + i)).text(), REQUESTS)
                .collectList()
                .toFuture();
    }

    private void awaitBegun() throws InterruptedException {
        assertThat(service.begun.tryAcquire(REQUESTS, 30, TimeUnit.SECONDS)).isTrue();
    }

    /** Connects until nobody listens any more. */
    private void awaitRefusal() throws IOException {
        while (!Thread.currentThread().isInterrupted()) { // by the deadline of the test
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
                assertThat(socket.isConnected()).isTrue();
            } catch (ConnectException _) {
                return;
            }
        }
    }
}
