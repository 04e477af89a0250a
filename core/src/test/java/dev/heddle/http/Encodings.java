package dev.heddle.http;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** What servers do to bodies. */
final class Encodings {
    private Encodings() {}

    /** Applies codings in the order of a Content-Encoding header. */
    static byte[] encode(String codings, byte[] body) throws IOException {
        byte[] encoded = body;
        for (String coding : codings.split(", ", -1)) {
            encoded = encodeOnce(coding, encoded);
        }
        return encoded;
    }

    private static byte[] encodeOnce(String coding, byte[] body) throws IOException {
        return switch (coding) {
            case "gzip", "x-gzip", "GZip" -> gzip(body);
            case "deflate" -> deflate(body, false);
            case "br" -> brotli(body);
            case "zstd" -> Zstd.compress(body);
            case "identity" -> body;
            default -> throw new IllegalArgumentException(coding);
        };
    }

    static byte[] gzip(byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }

    static byte[] deflate(byte[] body, boolean raw) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_COMPRESSION, raw);
        try (var out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(body);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static byte[] brotli(byte[] body) throws IOException {
        Brotli4jLoader.ensureAvailability();
        return Encoder.compress(body);
    }

    /** A member with each of the fields that gzip's header may have. */
    static byte[] gzipWithAllFields(byte[] body) throws IOException {
        byte[] plain = gzip(body);
        var bytes = new ByteArrayOutputStream();
        bytes.write(plain, 0, 3);
        bytes.write(0x1f);
        bytes.write(plain, 4, 6);
        bytes.write(new byte[] {3, 0, 'x', 'y', 'z'});
        bytes.write("name\0comment\0".getBytes(StandardCharsets.ISO_8859_1));
        bytes.write(new byte[] {1, 2});
        bytes.write(plain, 10, plain.length - 10);
        return bytes.toByteArray();
    }

    static byte[] join(byte[] first, byte[] second) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(first);
        bytes.writeBytes(second);
        return bytes.toByteArray();
    }

    /** Neither all zeros nor noise. */
    static byte[] body(int length) {
        byte[] body = new byte[length];
        for (int i = 0; i < length; i++) {
            body[i] = (byte) ('a' + (i * (long) i / 7) % 23);
        }
        return body;
    }
}
