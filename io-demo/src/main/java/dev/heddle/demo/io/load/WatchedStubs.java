package dev.heddle.demo.io.load;

import dev.heddle.load.LoadRequest;
import dev.heddle.load.StubHealth;
import dev.heddle.load.stub.StubProbe;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The stubs among what is loaded, watched as if they were one: it is the limit where one of them
 * is.
 *
 * @param probes one for each stub; at least one
 */
record WatchedStubs(List<StubHealth.Probe> probes) implements StubHealth.Probe {
    /** What comes after it may be no URI yet. */
    private static final Pattern ORIGIN = Pattern.compile("(?i)https?://[^/?#]*");

    /**
     * Asks each origin whether it is a stub of ours.
     *
     * @param samples one for each origin, all of which can be reached
     * @return empty if none is
     */
    static Optional<StubHealth.Probe> among(List<LoadRequest> samples) {
        var probes = samples.stream().flatMap(sample -> probe(sample.url()).stream()).toList();
        return probes.isEmpty() ? Optional.empty() : Optional.of(new WatchedStubs(probes));
    }

    private static Optional<StubHealth.Probe> probe(String url) {
        var origin = ORIGIN.matcher(url);
        return origin.lookingAt() ? StubProbe.of(URI.create(origin.group())) : Optional.empty();
    }

    @Override
    public void begin() {
        probes.forEach(StubHealth.Probe::begin);
    }

    @Override
    public StubHealth end() {
        var healths = probes.stream().map(StubHealth.Probe::end).toList();
        return healths.stream()
                .filter(StubHealth::saturated)
                .findFirst()
                .orElseGet(healths::getFirst);
    }
}
