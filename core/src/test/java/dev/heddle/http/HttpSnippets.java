package dev.heddle.http;

import static dev.heddle.Async.await;

import dev.heddle.EventLoop;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;

/** The snippets of this package's Javadoc; compiled, not run. */
final class HttpSnippets {
    record Item(int id, String name) {}

    static void session() {
        // @start region="session"
        EventLoop.run(() -> {
            try (var http = HttpSession.create()) {
                String page = await(http.get("https://example.org/").text());
                var answer =
                        await(
                                http.post("https://example.org/items")
                                        .bodyJson(new Item(1, page))
                                        .send());
                return answer.status() == 201 ? answer.json(Item.class) : null;
            }
        });
        // @end
    }

    static HttpSession settings() {
        // @start region="settings"
        return HttpSession.builder()
                .timeout(Duration.ofSeconds(30))
                .retries(Retries.upTo(3))
                .maxConnectionsPerHost(20)
                .ratePerHost(100)
                .credentialHeaders("X-Api-Key")
                .proxy(HttpProxy.fromEnvironment())
                .build();
        // @end
    }

    static void exchange(HttpSession http) {
        // @start region="exchange"
        Flux<Integer> sizes =
                http.get("https://example.org/dump")
                        .exchange((head, body) -> body.map(part -> part.length));
        // @end
        List.of(sizes);
    }
}
