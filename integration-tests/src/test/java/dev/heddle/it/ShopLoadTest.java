package dev.heddle.it;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static dev.heddle.Async.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.heddle.load.Visit;
import dev.heddle.load.junit.LoadTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A visit of several steps, as load, in a test like any other. */
@ExtendWith(CalmMachine.class)
// @start region="visit"
class ShopLoadTest {
    record Login(String token) {}

    record Item(int id, String name) {}

    private static final String LOOMS = "[{\"id\": 7, \"name\": \"loom\"}]";

    @BeforeEach
    void shop(WireMockServer stub) {
        stub.stubFor(post("/login").willReturn(okJson("{\"token\": \"t-1\"}").withFixedDelay(30)));
        stub.stubFor(
                get("/items")
                        .withHeader("Authorization", equalTo("Bearer t-1"))
                        .willReturn(okJson(LOOMS).withFixedDelay(50)));
        stub.stubFor(
                post("/cart")
                        .withHeader("Authorization", equalTo("Bearer t-1"))
                        .withRequestBody(matchingJsonPath("$.id", equalTo("7")))
                        .willReturn(okJson("{\"items\": 1}").withFixedDelay(20)));
    }

    @LoadTest(rate = 20, duration = "5s", warmUp = "5s", slo = "p90<500ms")
    void logsInAndBuys(Visit visit, WireMockServer stub) throws Exception {
        var login = visit.post(stub.url("/login")).bodyJson(Map.of("user", "u" + visit.number()));
        String token = visit.step("log in", () -> await(login.json(Login.class)).token());

        var items = visit.get(stub.url("/items")).header("Authorization", "Bearer " + token);
        Item[] found = visit.step("browse", () -> await(items.json(Item[].class)));
        visit.check(List.of(found).contains(new Item(7, "loom")), "there are looms");

        var cart = visit.post(stub.url("/cart")).header("Authorization", "Bearer " + token);
        visit.step("buy", () -> await(cart.bodyJson(found[0]).text()));
    }
}
// @end
