package dev.heddle.lab;

import java.util.List;

/** The workloads that one {@code compare} knows. */
public interface Catalogue {
    /** The word after {@code compare}: {@code io}. */
    String name();

    /** The title of its table and page. */
    String title();

    /**
     * Its trials, which costs nothing: openers do the work.
     *
     * @param quick whether sizes shall suit a short run
     */
    List<Trial> trials(boolean quick);

    /**
     * What its models ran on beside Java, with versions, such as "DuckDB 1.5.6". Asked once, after
     * the trials, when that is known without a search; it takes no time and fails never.
     */
    default List<String> engines() {
        return List.of();
    }
}
