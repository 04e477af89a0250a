package dev.heddle.http;

/**
 * How many retries a session may still make: a share of its requests, so that retries never
 * multiply the load on servers that are down (Google SRE book, "Handling Overload"). Only touched
 * on the loop.
 */
final class RetryBudget {
    /** What is longer ago counts half, and half again. */
    private static final int REMEMBERED = 1_000;

    /** So that a session of few requests may retry them; nobody is overloaded by so many. */
    private static final int AT_LEAST = 100;

    private final double share;
    private double requests;
    private double retries;

    RetryBudget(double share) {
        this.share = share;
    }

    /** A request begins; a retry is none. */
    void request() {
        if (++requests >= 2 * REMEMBERED) {
            requests /= 2;
            retries /= 2;
        }
    }

    /** Takes a retry out of the budget; false if there is none left. */
    boolean take() {
        if (share == 0 || retries + 1 > Math.max(AT_LEAST, requests * share)) {
            return false;
        }
        retries++;
        return true;
    }

    /** What has to be sent again counts too, and is not refused. */
    void spend() {
        retries++;
    }
}
