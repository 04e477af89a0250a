package dev.heddle.demo.io.fetch;

import dev.heddle.demo.io.OptionNames;
import dev.heddle.http.HttpException;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What became of one request.
 *
 * @param status the server's; 0 if it sent none
 * @param bytes of the body that arrived
 * @param nanos from sending the request to the end of the body; 0 if it was never sent
 * @param failure null if the status is below 400, the body whole, and read as was asked for
 * @param file where the body was saved, if it was
 * @param finalUrl whose answer it is, where redirects led to another
 * @param extracted what was taken out of the body, as a JSON object
 */
record Result(
        Request request,
        int status,
        long bytes,
        long nanos,
        @Nullable Failure failure,
        @Nullable String file,
        @Nullable String finalUrl,
        @Nullable String extracted) {
    /** Statuses from here on are failures. */
    static final int FIRST_BAD_STATUS = 400;

    String url() {
        return request.url();
    }

    boolean ok() {
        return failure == null;
    }

    /** The server answered, and the body is whole. */
    static Result answered(Request request, Answer answer, long nanos) {
        var failure =
                answer.status < FIRST_BAD_STATUS
                        ? null
                        : new Failure(
                                "status-" + answer.status, "the server answered " + answer.status);
        return of(request, answer, nanos, failure);
    }

    /** The request failed on the way, perhaps after the head of the answer. */
    static Result failed(Request request, Answer answer, long nanos, Throwable e) {
        return of(request, answer, nanos, Failure.of(e));
    }

    private static Result of(
            Request request, Answer answer, long nanos, @Nullable Failure failure) {
        return new Result(
                request,
                answer.status,
                answer.bytes,
                nanos,
                failure,
                failure == null ? answer.file : null,
                answer.finalUrl,
                null);
    }

    /** There was nothing that could be sent. */
    static Result unusable(Request request, String kind, String why) {
        return new Result(request, 0, 0, 0, new Failure(kind, why), null, null, null);
    }

    Result withExtracted(String json) {
        return new Result(request, status, bytes, nanos, failure, file, finalUrl, json);
    }

    Result withFailure(Failure why) {
        return new Result(request, status, bytes, nanos, why, file, finalUrl, null);
    }

    /** What has arrived so far; only touched on the loop. */
    static final class Answer {
        int status;
        long bytes;
        @Nullable String file;
        @Nullable String finalUrl;
        @Nullable String type;

        /** The body, where it is wanted whole. */
        @Nullable ByteArrayOutputStream body;
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
                        case BodyTooLargeException _ -> BodyTooLargeException.KIND;
                        default -> "other";
                    };
            String message = e.getMessage();
            return new Failure(kind, message == null ? e.toString() : OptionNames.in(message));
        }
    }
}
