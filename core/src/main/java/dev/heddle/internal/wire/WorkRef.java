package dev.heddle.internal.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Work by name: what a process pool ships instead of an object. Two of the same work are equal, and
 * one class of work has one instance here, so a second submit finds it in nanoseconds.
 *
 * @param form what kind of thing is named
 * @param owner the binary name of its class
 * @param member the method, or the enum constant; empty where the class says it all
 * @param signature the method's descriptor; for an object the functional interface it implements,
 *     and the method of it, as {@code name#method}
 */
public record WorkRef(Form form, String owner, String member, String signature) {

    /** What kind of thing a {@link WorkRef} names. */
    public enum Form {
        STATIC_METHOD,
        /** Called on the input. */
        INSTANCE_METHOD,
        CONSTRUCTOR,
        /** An object made of its components, which travel with the input. */
        RECORD,
        ENUM_CONSTANT,
        /** An object without state, made anew on the other side. */
        STATELESS
    }

    /**
     * The name of a method reference or lambda that captures nothing, of a record, an enum constant
     * or an object without fields.
     *
     * @throws IllegalArgumentException if it is none of these; the message says what is in the way
     */
    public static WorkRef of(Serializable work) {
        return WorkNames.of(work);
    }

    /**
     * What is to be encoded as the input of a call: the input, and for a record that is work its
     * components too.
     */
    public @Nullable Object input(Serializable work, @Nullable Object input) {
        return form == Form.RECORD ? RecordWork.pack((Record) work, input) : input;
    }

    /**
     * The work in this JVM; slow, to be kept.
     *
     * @throws WireException if it is not on this class path; the message says what is missing
     */
    public Invocable resolve(ClassLoader loader) {
        return new WorkResolver(this, loader).resolve();
    }

    /** For people: {@code com.acme.Digests::sha256}, {@code com.acme.Foo (lambda in main)}. */
    public String name() {
        return switch (form) {
            case STATIC_METHOD, INSTANCE_METHOD ->
                    WorkNames.isLambda(member)
                            ? owner + " (lambda in " + WorkNames.enclosing(member) + ")"
                            : owner + "::" + member;
            case CONSTRUCTOR -> owner + "::new";
            case ENUM_CONSTANT -> owner + "." + member;
            case RECORD, STATELESS -> owner;
        };
    }

    @Override
    public String toString() {
        return name();
    }

    public byte[] toBytes() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeUTF(form.name());
            out.writeUTF(owner);
            out.writeUTF(member);
            out.writeUTF(signature);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The reverse of {@link #toBytes}.
     *
     * @throws WireException if the bytes are none of it
     */
    public static WorkRef fromBytes(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new WorkRef(
                    Form.valueOf(in.readUTF()), in.readUTF(), in.readUTF(), in.readUTF());
        } catch (IOException | IllegalArgumentException e) {
            throw new WireException("these bytes do not name work", e);
        }
    }
}
