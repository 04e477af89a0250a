package dev.heddle.worker;

import dev.heddle.DeadlineExceededException;
import dev.heddle.internal.Text;
import dev.heddle.internal.process.Death;
import dev.heddle.internal.process.WorkerFault;
import java.time.Duration;

/** What a caller is told when a call fails for another reason than its work. */
final class WorkerFailures {
    static final long NEVER_RAN = -1;

    private WorkerFailures() {}

    /** What came back instead of a result. */
    static Throwable ofCall(Call<?> call, Throwable failure) {
        if (!(failure instanceof WorkerFault fault)) {
            return failure;
        }
        String message = call + " failed: " + fault.getMessage();
        return switch (fault.kind()) {
            case INPUT_NOT_ENCODABLE, WORK_NOT_FOUND ->
                    new IllegalArgumentException(message, fault.getCause());
            case START_FAILED -> exception(WorkerException.Kind.START_FAILED, message, fault);
            case RESULT_TOO_LARGE ->
                    exception(WorkerException.Kind.RESULT_TOO_LARGE, message, fault);
            case RESULT_NOT_ENCODABLE ->
                    exception(WorkerException.Kind.RESULT_NOT_ENCODABLE, message, fault);
            case RESULT_NOT_ALLOWED ->
                    exception(WorkerException.Kind.RESULT_NOT_ALLOWED, message, fault);
            case SHARED_MEMORY -> exception(WorkerException.Kind.SHARED_MEMORY, message, fault);
        };
    }

    private static WorkerException exception(
            WorkerException.Kind kind, String message, Throwable fault) {
        return new WorkerException(kind, message, fault.getCause());
    }

    /**
     * @param name of the call as it was before it was given up
     */
    static DeadlineExceededException late(
            Call<?> call, String name, Duration limit, long ranNanos) {
        String times =
                ranNanos == NEVER_RAN
                        ? "it waited for a worker all the time"
                        : "it waited "
                                + Text.of(Duration.ofNanos(call.queueNanos()))
                                + " and ran "
                                + Text.of(Duration.ofNanos(ranNanos))
                                + ", and "
                                + call.pool().wayToStop();
        return new DeadlineExceededException(
                name + " missed its deadline of " + Text.of(limit) + ": " + times, null);
    }

    static WorkerException ofDeath(Call<?> call, Death death) {
        var kind =
                switch (death.kind()) {
                    case OUT_OF_MEMORY -> WorkerException.Kind.OUT_OF_MEMORY;
                    case PROTOCOL -> WorkerException.Kind.PROTOCOL;
                    case SIGNAL, EXIT, NATIVE_CRASH, KILLED -> WorkerException.Kind.DIED;
                };
        return new WorkerException(kind, call + " lost its worker: " + death.cause(), null);
    }

    static WorkerException sentInVain(Call<?> call, int workers) {
        return new WorkerException(
                WorkerException.Kind.DIED,
                call + " was sent to " + workers + " workers, and all died before it began",
                null);
    }

    static WorkerException wrongResults(Call<?> call, int inputs) {
        return new WorkerException(
                WorkerException.Kind.PROTOCOL,
                call + " got another number of results than of its " + inputs + " inputs",
                null);
    }

    static WorkerException startFailed(Call<?> call, Throwable why) {
        return new WorkerException(
                WorkerException.Kind.START_FAILED,
                call + " found no worker: " + why.getMessage(),
                why);
    }

    static WorkerException quarantined(Call<?> call, int deaths) {
        return new WorkerException(
                WorkerException.Kind.QUARANTINED,
                call
                        + " was refused: with this input it has ended its worker "
                        + deaths
                        + " times and never returned; it may try again within a minute",
                null);
    }
}
