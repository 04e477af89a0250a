package dev.heddle.it;

import static dev.heddle.Async.await;
import static dev.heddle.Async.timeout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.EventLoop;
import dev.heddle.EventLoops;
import dev.heddle.http.HttpSession;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens to the task of a handler when its client or its code gives up. */
@Timeout(60)
class HandlersAreTasksTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @Test
    void aClientThatGoesAwayCancelsTheTaskOfItsHandler() throws Exception {
        try (var service = new PatientService(EventLoops.open(1))) {
            EventLoop.run(() -> {
                try (var http = HttpSession.create()) {
                    var asking = EventLoop.current().spawn(() -> get(http, service, "/wait/1"));
                    acquireOne(service.begun);
                    asking.cancel();
                    acquireOne(service.cancelled);
                }
            });
        }
    }

    @Test
    void whatAHandlerThrowsIsAnAnswer500AndTheServiceGoesOn() {
        try (var service = new PatientService(EventLoops.open(1))) {
            EventLoop.run(() -> {
                try (var http = HttpSession.create()) {
                    assertThat(get(http, service, "/fail")).isEqualTo(500);
                    assertThat(get(http, service, "/now")).isEqualTo(200);
                }
            });
        }
    }

    private static int get(HttpSession http, PatientService service, String path) {
        return timeout(DEADLINE, () -> await(http.get(service.url(path)).send()).status());
    }

    private static void acquireOne(Semaphore semaphore) throws InterruptedException {
        assertThat(semaphore.tryAcquire(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
}
