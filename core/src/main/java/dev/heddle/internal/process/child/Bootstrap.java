package dev.heddle.internal.process.child;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a worker is told at its start, over its standard input: on the command line every user of
 * the machine could read it.
 *
 * @param token proves to the parent that whoever connects is the worker it started
 * @param name of the worker, and of the thread its work runs on
 * @param home the worker's own directory, with its socket
 * @param shared the worker's own directory for shared memory
 * @param control the name of the control page below {@code shared}
 * @param inlineLimit payloads of more bytes go through shared memory
 * @param resultLimit results of more bytes are refused
 * @param allowedTypes binary names, from {@code Codec.typeNames}
 * @param initializer {@code WorkRef.toBytes}; empty for none
 * @param initializerInput a kind and its bytes; empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Bootstrap(
        byte[] token,
        String name,
        String home,
        String shared,
        String control,
        int inlineLimit,
        long resultLimit,
        List<String> allowedTypes,
        byte[] initializer,
        byte[] initializerInput) {

    /** The bytes of a token. */
    public static final int TOKEN_BYTES = 32;

    /** The socket below {@link #home}. */
    public static final String SOCKET = "s";

    public void writeTo(DataOutputStream out) throws IOException {
        writeBytes(out, token);
        out.writeUTF(name);
        out.writeUTF(home);
        out.writeUTF(shared);
        out.writeUTF(control);
        out.writeInt(inlineLimit);
        out.writeLong(resultLimit);
        out.writeInt(allowedTypes.size());
        for (String type : allowedTypes) {
            out.writeUTF(type);
        }
        writeBytes(out, initializer);
        writeBytes(out, initializerInput);
        out.flush();
    }

    static Bootstrap readFrom(DataInputStream in) throws IOException {
        return new Bootstrap(
                readBytes(in),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readInt(),
                in.readLong(),
                readNames(in),
                readBytes(in),
                readBytes(in));
    }

    private static List<String> readNames(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names.add(in.readUTF());
        }
        return names;
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}
