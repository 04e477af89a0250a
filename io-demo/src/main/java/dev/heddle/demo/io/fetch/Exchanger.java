package dev.heddle.demo.io.fetch;

import static dev.heddle.Async.await;

import dev.heddle.demo.io.fetch.extract.Page;
import dev.heddle.http.HttpException;
import dev.heddle.http.HttpHead;
import dev.heddle.http.HttpRequest;
import dev.heddle.http.HttpSession;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * Sends one request, and makes its result of what comes back. Only touched by tasks of one loop.
 */
final class Exchanger {
    private static final String CONTENT_TYPE = "Content-Type";

    private final HttpSession session;
    private final Options options;
    private final BodySink bodies;
    private final @Nullable Extractor extractor;
    private final Phases phases;
    private final Tally tally;
    private final LongSupplier nanoTime;
    private final Pacer pacer;

    Exchanger(
            HttpSession session,
            Options options,
            BodySink bodies,
            @Nullable Extractor extractor,
            Phases phases,
            Tally tally,
            LongSupplier nanoTime) {
        this.session = session;
        this.options = options;
        this.bodies = bodies;
        this.extractor = extractor;
        this.phases = phases;
        this.tally = tally;
        this.nanoTime = nanoTime;
        this.pacer = new Pacer(options.pace().perSecond(), nanoTime);
    }

    Result exchange(Request request) {
        String defect = request.defect();
        if (defect != null) {
            return Result.unusable(request, "bad-line", defect);
        }
        HttpRequest http;
        try {
            http = http(request);
        } catch (IllegalArgumentException e) {
            return Result.unusable(request, "bad-url", String.valueOf(e.getMessage()));
        }
        pacer.turn();
        var answer = new Result.Answer();
        var result = timed(http, request, answer);
        return extractor == null || !result.ok() || answer.body == null
                ? result
                : extractor.extract(result, page(request, answer, answer.body));
    }

    private HttpRequest http(Request request) {
        var http = session.request(request.method(), request.url());
        var body = request.body();
        if (body != null) {
            http = http.body(body.bytes);
            if (!hasType(request)) {
                http = http.header(CONTENT_TYPE, body.type);
            }
        }
        String host = options.sending().host();
        if (host != null) {
            http = http.header("Host", host);
        }
        for (var header : request.headers().entrySet()) {
            http = http.header(header.getKey(), header.getValue());
        }
        return http;
    }

    private boolean hasType(Request request) {
        return options.sending().headers().keySet().stream()
                        .anyMatch(CONTENT_TYPE::equalsIgnoreCase)
                || request.headers().keySet().stream().anyMatch(CONTENT_TYPE::equalsIgnoreCase);
    }

    private Result timed(HttpRequest http, Request request, Result.Answer answer) {
        tally.begin();
        var flight = phases.begin(http);
        var result = send(http, request, answer, nanoTime.getAsLong());
        tally.took(request, result.nanos(), flight);
        return result;
    }

    private Result send(HttpRequest http, Request request, Result.Answer answer, long start) {
        try {
            await(http.exchange((head, body) -> read(request, head, body, answer)));
            return Result.answered(request, answer, nanoTime.getAsLong() - start);
        } catch (HttpException | SaveException | BodyTooLargeException e) {
            return Result.failed(request, answer, nanoTime.getAsLong() - start, e);
        } finally {
            phases.end(http);
            tally.end();
        }
    }

    private Publisher<Void> read(
            Request request, HttpHead head, Flux<byte[]> body, Result.Answer answer) {
        answer.status = head.status();
        answer.finalUrl = redirected(request.url(), head.url());
        if (extractor != null && head.status() < Result.FIRST_BAD_STATUS) {
            answer.type = head.headers().get(CONTENT_TYPE);
            answer.body = new ByteArrayOutputStream();
        }
        return bodies.take(request, body.doOnNext(part -> count(part, answer)), answer);
    }

    private void count(byte[] part, Result.Answer answer) {
        answer.bytes += part.length;
        long most = options.bounds().maxBody();
        if (most > 0 && answer.bytes > most) {
            throw new BodyTooLargeException(most);
        }
        if (answer.body != null) {
            answer.body.writeBytes(part);
        }
    }

    private static Page page(Request request, Result.Answer answer, ByteArrayOutputStream body) {
        String url = answer.finalUrl == null ? request.url() : answer.finalUrl;
        return new Page(url, body.toByteArray(), answer.type);
    }

    /** The URL that answered, if it is another than the one that was asked. */
    private static @Nullable String redirected(String asked, String answered) {
        return asked.equals(answered) || answered.equals(normal(asked)) ? null : answered;
    }

    /** As a session writes it: without user info and fragment, encoded, the path never empty. */
    private static String normal(String url) {
        try {
            var uri = new URI(url.strip().replace(" ", "%20"));
            String path = uri.getRawPath();
            var normal = new StringBuilder(url.length() + 1);
            normal.append(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)).append("://");
            normal.append(String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT));
            if (uri.getPort() >= 0) {
                normal.append(':').append(uri.getPort());
            }
            normal.append(path == null || path.isEmpty() ? "/" : path);
            if (uri.getRawQuery() != null) {
                normal.append('?').append(uri.getRawQuery());
            }
            return URI.create(normal.toString()).toASCIIString();
        } catch (URISyntaxException | IllegalArgumentException _) {
            // A session is less strict; at worst a record says where a URL led although it is
            // there.
            return url;
        }
    }
}
