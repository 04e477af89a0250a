package dev.heddle.load;

import static java.util.Objects.requireNonNull;

import dev.heddle.http.HttpRequest;
import dev.heddle.http.HttpResponse;
import dev.heddle.http.HttpSession;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** Sends requests through an {@link HttpSession}: whatever it can, TLS and HTTP/2 among it. */
final class SessionSender implements Sender {
    private final RunClock clock;
    private final RequestBook book;
    private final HttpSession session;
    private final long timeoutNanos;
    private final Attempts attempts;

    /** Those that are always the same; null where they are filled for each arrival. */
    private final @Nullable HttpRequest[] fixed;

    private final Set<Shot> underWay = new LinkedHashSet<>();

    SessionSender(
            RunClock clock,
            RequestBook book,
            HttpSession session,
            Attempts attempts,
            Duration timeout) {
        this.clock = clock;
        this.book = book;
        this.session = session;
        this.attempts = attempts;
        this.timeoutNanos = timeout.toNanos();
        this.fixed = new HttpRequest[book.size()];
        for (int i = 0; i < fixed.length; i++) {
            fixed[i] = book.isFixed(i) ? request(book.filled(i, 0)) : null;
        }
    }

    private HttpRequest request(LoadRequest of) {
        var request = session.request(of.method(), of.url());
        for (var header : of.headers().entrySet()) {
            request = request.header(header.getKey(), header.getValue());
        }
        return of.body() == null ? request : request.body(requireNonNull(of.body()));
    }

    @Override
    public void send(Arrival arrival) {
        long left = arrival.intended + timeoutNanos - clock.now();
        var shot = new Shot(arrival);
        underWay.add(shot);
        if (left <= 0) {
            shot.fail(
                    TIMEOUT,
                    "it was not sent within " + Sender.shown(Duration.ofNanos(timeoutNanos)));
            return;
        }
        var always = fixed[arrival.request];
        var request =
                always == null ? request(book.filled(arrival.request, arrival.number)) : always;
        shot.send(request.timeout(Duration.ofNanos(left)));
    }

    @Override
    public int underWay() {
        return underWay.size();
    }

    @Override
    public int waiting() {
        return 0;
    }

    @Override
    public long opened() {
        return attempts.opened();
    }

    @Override
    public void giveUp(String kind, String message) {
        for (var shot : List.copyOf(underWay)) {
            shot.cancel();
            shot.fail(kind, message);
        }
    }

    @Override
    public void close() {
        session.close();
    }

    /** One request. */
    private final class Shot implements CoreSubscriber<HttpResponse> {
        private final Arrival arrival;
        private @Nullable Subscription subscription;
        private @Nullable HttpRequest request;
        private boolean over;

        Shot(Arrival arrival) {
            this.arrival = arrival;
        }

        void send(HttpRequest of) {
            request = of;
            attempts.begins(of, arrival);
            of.send().subscribe(this);
        }

        private void end() {
            over = true;
            underWay.remove(this);
            if (request != null) {
                attempts.ends(request);
            }
        }

        @Override
        public void onSubscribe(Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(HttpResponse response) {
            if (over) {
                return;
            }
            end();
            long now = clock.now();
            if (response.status() < 400) {
                arrival.succeeded(now);
            } else {
                arrival.failed(
                        now,
                        Outcomes.status(response.status()),
                        "status " + response.status() + " from " + response.url());
            }
        }

        @Override
        public void onError(Throwable failure) {
            fail(Outcomes.kind(failure), Outcomes.message(failure));
        }

        @Override
        public void onComplete() {
            // The answer came before.
        }

        void cancel() {
            if (subscription != null) {
                subscription.cancel();
            }
        }

        void fail(String kind, String message) {
            if (!over) {
                end();
                arrival.failed(clock.now(), kind, message);
            }
        }
    }
}
