package dev.heddle.it;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static dev.heddle.load.junit.LoadAssert.requireGood;

import dev.heddle.load.Load;
import dev.heddle.load.Spacing;
import dev.heddle.load.Stage;
import dev.heddle.load.junit.LoadTesting;
import dev.heddle.load.stub.LoadStubs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A load test that is written out. */
@ExtendWith(CalmMachine.class)
// @start region="fluent"
@LoadTesting
class ItemsLoadTest {
    @Test
    void isQuickWhileTheRateRises(LoadStubs stubs) {
        stubs.server().stubFor(get("/items").willReturn(ok("looms").withFixedDelay(50)));

        var result =
                Load.get(stubs.url() + "/items")
                        .stage(Stage.parse("3s:10..50"))
                        .stage(Stage.parse("2s:50"))
                        .spacing(Spacing.POISSON)
                        .slo("p99<500ms")
                        .stub(stubs.probe())
                        .run();

        requireGood(result);
    }
}
// @end
