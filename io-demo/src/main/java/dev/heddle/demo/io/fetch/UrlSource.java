package dev.heddle.demo.io.fetch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where requests come from, one at a time, to one task. */
interface UrlSource extends AutoCloseable {
    /** The number of URLs is not known, and cannot be guessed. */
    long UNKNOWN = -1;

    /** The next request, null at the end. Parks the calling task while there is none yet. */
    @Nullable Request next() throws InterruptedException;

    /** How many URLs there will be, as far as can be told by now; any thread may ask. */
    long expected();

    /** Whether {@link #expected} has been counted, not guessed. */
    boolean isCounted();

    /** Why the URLs ended early, if they did. */
    @Nullable String problem();

    @Override
    void close();

    /** What passes the sieve of a list of URLs. */
    static UrlSource of(List<String> urls, RequestParser parser, @Nullable Sieve sieve) {
        var requests = new ArrayList<Request>(urls.size());
        for (String url : urls) {
            var request = parser.url(url);
            if (sieve == null || sieve.passes(request)) {
                requests.add(request);
            }
        }
        return new OfList(requests);
    }

    /** Requests that are there already. */
    final class OfList implements UrlSource {
        private final int size;
        private final Iterator<Request> requests;

        OfList(List<Request> requests) {
            this.size = requests.size();
            this.requests = requests.iterator();
        }

        @Override
        public @Nullable Request next() {
            return requests.hasNext() ? requests.next() : null;
        }

        @Override
        public long expected() {
            return size;
        }

        @Override
        public boolean isCounted() {
            return true;
        }

        @Override
        public @Nullable String problem() {
            return null;
        }

        @Override
        public void close() {}
    }
}
