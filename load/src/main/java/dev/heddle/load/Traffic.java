package dev.heddle.load;

import java.util.List;

/** What a load test sends. */
sealed interface Traffic {
    /** A name for people, which tells one load from another. */
    String name();

    /**
     * The same requests again and again.
     *
     * @param requests at least one
     */
    record Requests(List<LoadRequest> requests) implements Traffic {
        public Requests {
            requests = List.copyOf(requests);
            if (requests.isEmpty()) {
                throw new IllegalArgumentException("a load test needs a request at least");
            }
        }

        @Override
        public String name() {
            return RequestsText.of(requests);
        }
    }

    /** A task for each arrival. */
    record Visits(String name, Scenario scenario) implements Traffic {}
}
