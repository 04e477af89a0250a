package dev.heddle.demo.io.fetch.extract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds something in a body. Any thread may use it. */
interface Finder {
    /**
     * All matches, in order, as values of JSON.
     *
     * @throws IllegalArgumentException if the body is not what this reads
     */
    List<@Nullable Object> find(Page page);
}
