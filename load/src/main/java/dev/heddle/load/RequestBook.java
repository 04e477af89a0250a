package dev.heddle.load;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The requests of a load test, ready to be sent with the values of any row. Immutable. */
final class RequestBook {
    private final List<RequestTemplate> requests;
    private final List<String> names;

    /** For each request the sum of its weight and of those before it. */
    private final long[] weights;

    private RequestBook(List<RequestTemplate> requests, List<String> names, long[] weights) {
        this.requests = requests;
        this.names = names;
        this.weights = weights;
    }

    /**
     * Of some requests.
     *
     * @param requests at least one
     * @param table what they are filled from; null for nothing
     * @throws IllegalArgumentException if one cannot be sent, or asks for what no row has; one
     *     sentence that begins with the request
     */
    static RequestBook of(List<LoadRequest> requests, @Nullable DataTable table) {
        if (requests.isEmpty()) {
            throw new IllegalArgumentException("a load test needs a request at least");
        }
        var templates =
                requests.stream().map(request -> new RequestTemplate(request, table)).toList();
        long[] weights = requests.stream().mapToLong(LoadRequest::weight).toArray();
        Arrays.parallelPrefix(weights, Long::sum);
        return new RequestBook(templates, RequestNames.of(requests), weights);
    }

    /** How many there are. */
    int size() {
        return requests.size();
    }

    /**
     * Its method and its path as it was written, such as {@code GET /items/${id}}, and what else
     * tells it from the others.
     */
    String name(int request) {
        return names.get(request);
    }

    /** One of them, each as often as its weight has it. */
    int pick(RandomGenerator random) {
        if (weights.length == 1) {
            return 0;
        }
        int at = Arrays.binarySearch(weights, random.nextLong(weights[weights.length - 1]) + 1);
        return at < 0 ? -at - 1 : at;
    }

    /** Whether it is the same for all rows. */
    boolean isFixed(int request) {
        return requests.get(request).isFixed();
    }

    /**
     * With the values of a row.
     *
     * @param row any number; beyond the last it begins again
     */
    LoadRequest filled(int request, long row) {
        return requests.get(request).filled(row);
    }

    /** To each origin the first one, with the values of the first row. */
    List<LoadRequest> samples() {
        var samples = new LinkedHashMap<String, LoadRequest>();
        for (int i = 0; i < size(); i++) {
            var sample = filled(i, 0);
            samples.putIfAbsent(RequestTemplate.origin(sample.url()), sample);
        }
        return List.copyOf(samples.values());
    }
}
