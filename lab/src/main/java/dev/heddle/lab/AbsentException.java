package dev.heddle.lab;

/** A model cannot be tried, because this machine lacks something; the message names it. */
public final class AbsentException extends Exception {
    private static final long serialVersionUID = 1L;

    public AbsentException(String why) {
        super(why);
    }
}
