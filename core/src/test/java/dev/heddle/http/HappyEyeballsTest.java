package dev.heddle.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The race between the addresses of a host, on connects that a test ends, and virtual time. */
class HappyEyeballsTest {
    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final Map<String, MonoSink<String>> attempts = new LinkedHashMap<>();
    private final List<String> trail = new ArrayList<>();

    private Mono<String> connect(String address) {
        return Mono.create(sink -> {
            attempts.put(address, sink);
            trail.add("try " + address);
            sink.onCancel(() -> trail.add("give up " + address));
        });
    }

    private void race(String... addresses) {
        var race = race(List.of(addresses));
        var _ = race.subscribe(won -> trail.add("won " + won), e -> trail.add(e.getMessage()));
    }

    private Mono<String> race(List<String> addresses) {
        return HappyEyeballs.race(
                addresses,
                new HappyEyeballs.Dialer<>(
                        this::connect,
                        late -> trail.add("close " + late),
                        failed -> new IOException("failed: " + reasons(failed))),
                time);
    }

    private static List<String> reasons(List<HappyEyeballs.Failed<String>> failed) {
        return failed.stream().map(f -> f.address() + " " + f.reason().getMessage()).toList();
    }

    private void passMillis(long millis) {
        time.advanceTimeBy(Duration.ofMillis(millis));
    }

    private void connected(String address) {
        attempts.get(address).success(address);
    }

    private void refused(String address) {
        attempts.get(address).error(new IOException("refused"));
    }

    @Test
    void nextAttemptBegins250MillisecondsAfterTheLast() {
        race("a", "b", "c");

        passMillis(249);
        assertThat(trail).containsExactly("try a");
        passMillis(1);
        assertThat(trail).containsExactly("try a", "try b");
        passMillis(249);
        assertThat(trail).hasSize(2);
        passMillis(1);
        assertThat(trail).containsExactly("try a", "try b", "try c");
    }

    @Test
    void nextAttemptBeginsAtOnceWhenOneFailsAndTheDelayBeginsAnew() {
        race("a", "b", "c");
        passMillis(200);

        refused("a");
        assertThat(trail).containsExactly("try a", "try b");
        passMillis(249);
        assertThat(trail).hasSize(2);
        passMillis(1);
        assertThat(trail).containsExactly("try a", "try b", "try c");
    }

    @Test
    void firstToConnectWinsAndTheOthersAreGivenUp() {
        race("a", "b", "c", "d");
        passMillis(500);

        connected("b");
        passMillis(10_000);
        assertThat(trail.subList(0, 3)).containsExactly("try a", "try b", "try c");
        assertThat(trail.subList(3, trail.size()))
                .containsExactlyInAnyOrder("give up a", "give up c", "won b");
    }

    @Test
    void slowFirstAddressMayStillWin() {
        race("a", "b");
        passMillis(300);

        connected("a");
        assertThat(trail).containsExactly("try a", "try b", "give up b", "won a");
    }

    @Test
    void failureOfAllTellsOfEachInTheOrderOfFailing() {
        race("a", "b");
        passMillis(250);

        refused("b");
        assertThat(trail).hasSize(2);
        refused("a");
        assertThat(trail).last().isEqualTo("failed: [b refused, a refused]");
    }

    @Test
    void cancellingGivesEveryAttemptUpAndBeginsNoOther() {
        var race = race(List.of("a", "b", "c")).subscribe();
        passMillis(250);

        race.dispose();
        passMillis(10_000);
        assertThat(trail).containsExactlyInAnyOrder("try a", "try b", "give up a", "give up b");
    }

    @Test
    void manyAddressesThatFailAtOnceDoNotEndTheStack() {
        var addresses = IntStream.range(0, 100_000).mapToObj(Integer::toString).toList();
        var race =
                HappyEyeballs.<String, String>race(
                        addresses,
                        new HappyEyeballs.Dialer<>(
                                _ -> Mono.error(new IOException("no")),
                                _ -> {},
                                failed -> new IOException(failed.size() + " failed")),
                        time);

        assertThatThrownBy(() -> race.block(RawServer.PATIENCE))
                .hasMessageContaining("100000 failed");
    }

    @Test
    void familiesTakeTurnsIpv6First() throws Exception {
        var four = List.of(InetAddress.ofLiteral("192.0.2.1"), InetAddress.getByName("192.0.2.2"));
        var six = List.of(InetAddress.ofLiteral("2001:db8::1"), InetAddress.getByName("::2"));
        var three = new ArrayList<>(four);
        three.add(InetAddress.ofLiteral("192.0.2.3"));
        three.addAll(six);

        assertThat(HappyEyeballs.interleaved(three))
                .containsExactly(six.get(0), four.get(0), six.get(1), four.get(1), three.get(2));
        assertThat(HappyEyeballs.interleaved(four)).isEqualTo(four);
        assertThat(HappyEyeballs.interleaved(six)).isEqualTo(six);
    }
}
