package dev.heddle.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;

/** The names that requests have in figures: as short as tells them apart. */
final class RequestNames {
    private RequestNames() {}

    /**
     * Method and path; where several have the same, with their query; then with their host; then
     * with their place among the requests.
     *
     * @return one for each, no two of them the same
     */
    static List<String> of(List<LoadRequest> requests) {
        List<Function<LoadRequest, String>> ways =
                List.of(RequestNames::plain, RequestNames::withQuery, RequestNames::withHost);
        var names = new ArrayList<>(requests.stream().map(RequestNames::plain).toList());
        for (var way : ways) {
            for (int index : alike(names)) {
                names.set(index, way.apply(requests.get(index)));
            }
        }
        for (int index : alike(names)) {
            names.set(index, plain(requests.get(index)) + " #" + (index + 1));
        }
        return List.copyOf(names);
    }

    /** The places of those whose name is another's, too. */
    private static List<Integer> alike(List<String> names) {
        var counts = new HashMap<String, Integer>();
        names.forEach(name -> counts.merge(name, 1, Integer::sum));
        var alike = new ArrayList<Integer>();
        for (int i = 0; i < names.size(); i++) {
            if (counts.getOrDefault(names.get(i), 0) > 1) {
                alike.add(i);
            }
        }
        return alike;
    }

    private static String plain(LoadRequest request) {
        return withQuery(request).split("\\?", 2)[0];
    }

    private static String withQuery(LoadRequest request) {
        return request.method() + " " + RequestTemplate.path(request.url());
    }

    /** Without what comes before an @, which may be a password. */
    private static String withHost(LoadRequest request) {
        String origin = RequestTemplate.origin(request.url()).replaceFirst("//.*@", "//");
        return request.method() + " " + origin + RequestTemplate.path(request.url());
    }
}
