package dev.heddle.internal.process.child;

/**
 * What parent and worker say to each other on the socket: an int with the length of what follows, a
 * type, and then by type. Numbers are big-endian. A payload is a kind and either its bytes, to the
 * frame's end, or their count as a long when they lie in shared memory.
 *
 * <pre>
 * CALL      slot:byte flags:byte callId:long work:int definition:int+bytes context:int+bytes payload
 * OUT_FREE
 * BYE
 * READY
 * NOT_READY failure
 * ANSWER    slot:byte flags:byte callId:long nanos:long [index:int fault:byte failure:int+bytes] payload
 * SKIPPED   slot:byte callId:long
 * IN_FREE
 * </pre>
 */
public final class Message {
    // To the worker.
    public static final byte CALL = 1;

    /** The parent has read what lay in the worker's shared memory. */
    public static final byte OUT_FREE = 2;

    /** No more calls come: end. */
    public static final byte BYE = 3;

    // To the parent.
    public static final byte READY = 16;

    /** The initializer failed; why, as in {@link #ANSWER}. */
    public static final byte NOT_READY = 17;

    public static final byte ANSWER = 18;

    /** The call was withdrawn before it began. */
    public static final byte SKIPPED = 19;

    /** The worker has read what lay in the parent's shared memory. */
    public static final byte IN_FREE = 20;

    // Flags.
    public static final int BATCH = 1;
    public static final int SHARED = 2;
    public static final int FAILURE = 4;

    // Faults: whose the failure is.
    /** The work's own: the bytes are {@code Failures}'. */
    public static final byte OF_WORK = 0;

    // The bytes of those are a message in UTF-8.
    public static final byte TOO_LARGE = 1;
    public static final byte NOT_ENCODABLE = 2;
    public static final byte NOT_ALLOWED = 3;
    public static final byte WORK_NOT_FOUND = 4;
    public static final byte NO_SHARED_MEMORY = 5;

    /** The parent's segment, and the worker's, below the shared directory. */
    public static final String IN_SEGMENT = "in";

    public static final String OUT_SEGMENT = "out";

    /** Of what follows the length. */
    public static final int MAX_FRAME = (1 << 20) + 4096;

    private Message() {}
}
