package dev.heddle.load;

import dev.heddle.Action;
import dev.heddle.http.HttpRequest;
import dev.heddle.http.HttpSession;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * One arrival in a {@link Scenario}: its number, its row of data, and the session it sends with.
 * Only used by the task of that arrival.
 */
public sealed interface Visit permits OneVisit {
    /**
     * The session of the loop; its connections are shared by all visits on it.
     *
     * @return the session
     */
    HttpSession http();

    /**
     * Which arrival this is, counted over all loops and the warm-up.
     *
     * @return from 0
     */
    long number();

    /**
     * This visit's row of the data file, by the names of its columns; rows are given in turn, from
     * the start again after the last.
     *
     * @return empty without a file
     */
    Map<String, String> row();

    /**
     * A GET request, as {@link HttpSession#get} makes it.
     *
     * @param url where to
     * @return the request, not sent yet
     */
    default HttpRequest get(String url) {
        return http().get(url);
    }

    /**
     * A POST request, as {@link HttpSession#post} makes it.
     *
     * @param url where to
     * @return the request, not sent yet
     */
    default HttpRequest post(String url) {
        return http().post(url);
    }

    /**
     * A part of the visit with a name, which the result tells of by itself.
     *
     * @param name such as {@code log in}; a few different ones, not one for each visit
     * @param body the part
     * @param <T> what it gives back
     * @return that
     * @throws Exception what the part throws
     */
    <T> T step(String name, Callable<? extends T> body) throws Exception;

    /**
     * A part without a result.
     *
     * @param name as above
     * @param body the part
     * @throws Exception what the part throws
     */
    void step(String name, Action body) throws Exception;

    /**
     * Fails the visit unless something holds.
     *
     * @param holds whether it does
     * @param what is said otherwise, and counted: the same words for the same check
     * @throws AssertionError if it does not
     */
    default void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
