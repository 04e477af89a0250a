package dev.heddle.http;

import static dev.heddle.Async.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.EventLoop;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;

class HttpSessionTest {
    @Test
    void getAnswersWithStatusHeadersAndText() {
        var server =
                HttpServer.create()
                        .port(0)
                        .host("127.0.0.1")
                        .handle((request, response) ->
                                response.header("X-Path", request.uri())
                                        .sendString(Mono.just("hello")))
                        .bindNow();
        try {
            HttpResponse answer =
                    EventLoop.run(() -> {
                        try (var http = HttpSession.create()) {
                            return await(
                                    http.get("http://127.0.0.1:" + server.port() + "/a?b=ü")
                                            .send());
                        }
                    });
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers().get("x-path")).isEqualTo("/a?b=%C3%BC");
            assertThat(answer.text()).isEqualTo("hello");
        } finally {
            server.disposeNow();
        }
    }
}
