package dev.heddle.load;

/**
 * A named part of a scenario, or one of several requests.
 *
 * @param name such as {@code log in}, or {@code GET /items}
 * @param ok how often it went well
 * @param failed how often it did not
 * @param service how long it took, from its own start
 */
public record Step(String name, long ok, long failed, Latencies service) {}
