package dev.heddle.demo.io.fetch;

import dev.heddle.http.HttpException;
import org.jspecify.annotations.Nullable;

/**
 * What became of one URL.
 *
 * @param url as it was given
 * @param status the server's; 0 if it sent none
 * @param bytes of the body that arrived
 * @param nanos from sending the request to the end of the body; 0 if it was never sent
 * @param failure null if the status is below 400 and the body is whole
 * @param file where the body was saved, if it was
 */
record Result(
        String url,
        int status,
        long bytes,
        long nanos,
        @Nullable Failure failure,
        @Nullable String file) {
    /** Statuses from here on are failures. */
    static final int FIRST_BAD_STATUS = 400;

    boolean ok() {
        return failure == null;
    }

    /** The server answered, and the body is whole. */
    static Result answered(String url, Answer answer, long nanos) {
        var failure =
                answer.status < FIRST_BAD_STATUS
                        ? null
                        : new Failure(
                                "status-" + answer.status, "the server answered " + answer.status);
        return new Result(
                url,
                answer.status,
                answer.bytes,
                nanos,
                failure,
                failure == null ? answer.file : null);
    }

    /** The request failed on the way, perhaps after the head of the answer. */
    static Result failed(String url, Answer answer, long nanos, Throwable e) {
        return new Result(url, answer.status, answer.bytes, nanos, Failure.of(e), null);
    }

    /** There was nothing that could be sent. */
    static Result unusable(String url, String why) {
        return new Result(url, 0, 0, 0, new Failure("bad-url", why), null);
    }

    /** What has arrived so far; only touched on the loop. */
    static final class Answer {
        int status;
        long bytes;
        @Nullable String file;
    }

    /**
     * Why a URL failed.
     *
     * @param kind a word to count by, such as {@code connect} or {@code status-404}
     * @param message a sentence for a person
     */
    record Failure(String kind, String message) {
        static Failure of(Throwable e) {
            String kind =
                    switch (e) {
                        case HttpException http -> http.kind().label();
                        case SaveException _ -> "save";
                        default -> "other";
                    };
            return new Failure(kind, e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }
}
