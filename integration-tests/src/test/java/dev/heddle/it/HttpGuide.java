package dev.heddle.it;

import static dev.heddle.Async.await;
import static dev.heddle.Async.gather;

import dev.heddle.EventLoop;
import dev.heddle.http.HttpAttempt;
import dev.heddle.http.HttpException;
import dev.heddle.http.HttpObserver;
import dev.heddle.http.HttpProxy;
import dev.heddle.http.HttpSession;
import dev.heddle.http.Retries;
import dev.heddle.http.Tls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;

/** The Java of docs/http.md and of the README's recipe; {@link ReadmeTest} compares them. */
final class HttpGuide {
    private HttpGuide() {}

    // @start region="recipe"
    record Page(String url, int status, int length) {}

    static List<Page> fetchAll(List<String> urls) {
        return EventLoop.run(() -> {
            try (var http =
                    HttpSession.builder()
                            .timeout(Duration.ofSeconds(20)) // of each request, retries included
                            .maxConnectionsPerHost(20)
                            .retries(Retries.upTo(3))
                            .build()) {
                return gather(100, urls.stream().map(url -> fetching(http, url)).toList());
            }
        });
    }

    static Callable<Page> fetching(HttpSession http, String url) {
        return () -> {
            try {
                var answer = await(http.get(url).send());
                return new Page(answer.url(), answer.status(), answer.bytes().length);
            } catch (HttpException e) {
                System.err.println(e.getMessage());
                return new Page(url, 0, 0);
            }
        };
    }

    // @end

    // @start region="session"
    static HttpSession careful() {
        return HttpSession.builder()
                .timeout(Duration.ofSeconds(30))
                .responseTimeout(Duration.ofSeconds(5))
                .retries(Retries.upTo(3).backoff(Duration.ofMillis(100), Duration.ofSeconds(5)))
                .maxConnectionsPerHost(20)
                .ratePerHost(50)
                .polite(true)
                .cookies(true)
                .credentialHeaders("X-Api-Key")
                .tls(Tls.usual().trust(Path.of("company-ca.pem")))
                .proxy(HttpProxy.fromEnvironment())
                .build();
    }

    // @end

    // @start region="errors"
    static String orWhy(HttpSession http, String url) throws InterruptedException {
        try {
            return await(http.get(url).text());
        } catch (HttpException e) {
            return switch (e.kind()) {
                case STATUS, REDIRECT -> "it answered: " + e.getMessage();
                case TIMEOUT -> "too slow: " + e.getMessage();
                default -> "no answer: " + e.getMessage();
            };
        }
    }

    // @end

    // @start region="stream"
    static long size(HttpSession http, String url) throws InterruptedException {
        return await(
                http.get(url)
                        .exchange((head, body) -> body.map(part -> (long) part.length))
                        .reduce(0L, Long::sum));
    }

    // @end

    // @start region="observer"
    static HttpObserver logging() {
        return new HttpObserver() {
            @Override
            public void ended(HttpAttempt attempt) {
                System.err.println(
                        attempt.number() + " " + attempt.status() + " " + attempt.timings());
            }
        };
    }

    // @end

    // @start region="websocket"
    static List<String> firstMessages(String url) throws InterruptedException {
        var client = HttpClient.create().runOn(EventLoop.current().resources());
        return await(
                client.websocket()
                        .uri(url)
                        .handle((in, out) -> in.receive().asString())
                        .take(10)
                        .collectList());
    }

    static Flux<String> events(String url) {
        return HttpClient.create()
                .runOn(EventLoop.current().resources())
                .headers(headers -> headers.set("Accept", "text/event-stream"))
                .get()
                .uri(url)
                .responseContent()
                .asString();
    }

    // @end

    // @start region="json"
    static String name(HttpSession http) throws InterruptedException {
        var made =
                await(
                        http.post("https://example.org/items")
                                .header("Authorization", "Bearer …")
                                .bodyJson(Map.of("name", "loom"))
                                .send());
        return made.status() == 201 ? String.valueOf(made.json(Map.class).get("name")) : "";
    }
    // @end
}
