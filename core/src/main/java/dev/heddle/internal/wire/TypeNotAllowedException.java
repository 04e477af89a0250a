package dev.heddle.internal.wire;

/** A value of a type that neither the JDK's values nor the pool's allowed types cover. */
public final class TypeNotAllowedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String typeName;

    TypeNotAllowedException(String typeName, String advice) {
        super("a value of " + typeName + " may not travel to or from a worker: " + advice);
        this.typeName = typeName;
    }

    /** The binary name of the refused type. */
    public String typeName() {
        return typeName;
    }
}
