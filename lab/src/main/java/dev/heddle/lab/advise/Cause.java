package dev.heddle.lab.advise;

/**
 * Which line of the work takes its time.
 *
 * @param method {@code com.acme.Thumbnail.scale(Thumbnail.java:42)}
 * @param doing {@code computes} or {@code waits}
 * @param share of the samples, 0 to 1
 * @param samples there were
 */
public record Cause(String method, String doing, double share, int samples) {}
