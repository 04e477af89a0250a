package dev.heddle.load;

import dev.heddle.DeadlineExceededException;
import dev.heddle.http.HttpException;
import dev.heddle.http.HttpStatusException;
import dev.heddle.http.HttpTimeoutException;

/** What failures are counted as. */
final class Outcomes {
    private static final int MOST_CHARACTERS = 60;

    private Outcomes() {}

    /** The kind of what a request or visit failed with. */
    static String kind(Throwable failure) {
        return switch (failure) {
            case HttpStatusException e -> status(e.status());
            case HttpTimeoutException _ -> Sender.TIMEOUT;
            case HttpException e -> e.kind().label();
            case DeadlineExceededException _ -> Sender.TIMEOUT;
            case AssertionError e -> "check: " + firstLine(e);
            default -> failure.getClass().getSimpleName();
        };
    }

    /** An answer that nobody hoped for. */
    static String status(int status) {
        return "status " + status;
    }

    /** What is said of it. */
    static String message(Throwable failure) {
        return failure instanceof HttpException
                ? String.valueOf(failure.getMessage())
                : failure.toString();
    }

    private static String firstLine(Throwable failure) {
        String text = String.valueOf(failure.getMessage()).strip();
        String line = text.lines().map(String::strip).findFirst().orElse("");
        return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "…";
    }
}
