package dev.heddle.worker;

/** Which of the waiting calls runs next: all of a higher priority go before all of a lower one. */
public enum Priority {
    /** Before the others. */
    HIGH,
    /** What a call has that says nothing. */
    NORMAL,
    /** When nothing else waits. */
    LOW
}
