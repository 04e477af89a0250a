package dev.heddle.worker;

import dev.heddle.internal.process.Death;
import dev.heddle.internal.process.WorkerFault;

/** What a caller is told when a call to a process fails. */
final class WorkerFailures {
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
