package dev.heddle.demo.io.fetch;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where URLs come from, one at a time, to one task. */
interface UrlSource extends AutoCloseable {
    /** The number of URLs is not known, and cannot be guessed. */
    long UNKNOWN = -1;

    /** The next URL, null at the end. Parks the calling task while there is none yet. */
    @Nullable Line next() throws InterruptedException;

    /** How many URLs there will be, as far as can be told by now; any thread may ask. */
    long expected();

    /** Whether {@link #expected} has been counted, not guessed. */
    boolean isCounted();

    /** Why the URLs ended early, if they did. */
    @Nullable String problem();

    @Override
    void close();

    /** The URLs of a list. */
    static UrlSource of(List<String> urls) {
        return new OfList(urls);
    }

    /**
     * A line with a URL.
     *
     * @param url the URL, as it was given
     * @param defect what keeps it from being one, if that showed already
     */
    record Line(String url, @Nullable String defect) {}

    /** URLs that are there already. */
    final class OfList implements UrlSource {
        private final int size;
        private final Iterator<String> urls;

        OfList(List<String> urls) {
            this.size = urls.size();
            this.urls = urls.iterator();
        }

        @Override
        public @Nullable Line next() {
            return urls.hasNext() ? new Line(urls.next(), null) : null;
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
