package dev.heddle.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which content codings are known. Two of them are so only where a library is there, of which
 * nothing is initialized before an answer needs it.
 */
final class Codings {
    /** As many as curl undoes; nobody means more. */
    private static final int MOST = 5;

    /** The classes of brotli4j are one library, what they call is another for each platform. */
    private static final boolean BROTLI =
            isThere("com.aayushatharva.brotli4j." + platform() + ".NativeLoader");

    private static final boolean ZSTD = isThere("com.github.luben.zstd.ZstdDecompressCtx");

    private Codings() {}

    /** As brotli4j names it. */
    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String os =
                system.startsWith("mac") ? "osx" : system.startsWith("win") ? "windows" : "linux";
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return os + "." + (arch.equals("amd64") ? "x86_64" : arch);
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type, false, Codings.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError _) {
            return false;
        }
    }

    // --- asking -----------------------------------------------------------------------------

    /** Whether the headers of a session leave it to us what is accepted. */
    static boolean mayAsk(HttpHeaders headers) {
        return !headers.contains(HttpHeaderNames.ACCEPT_ENCODING)
                && !headers.contains(HttpHeaderNames.RANGE);
    }

    /** The headers of a session with what it accepts. */
    static HttpHeaders accepted(HttpHeaders headers) {
        String all = "gzip, deflate" + (BROTLI ? ", br" : "") + (ZSTD ? ", zstd" : "");
        return Headers.with(headers, HttpHeaderNames.ACCEPT_ENCODING, all);
    }

    /** A part of an encoded body can be decoded by nobody: see {@link #isDecoded}. */
    static void acceptNoneOfAPart(HttpRequest request, HttpHeaders headers) {
        if (request.session.settings.bodies().decompress()
                && headers.contains(HttpHeaderNames.RANGE)
                && !isChosenBy(request)) {
            headers.remove(HttpHeaderNames.ACCEPT_ENCODING);
        }
    }

    private static boolean isChosenBy(HttpRequest request) {
        return request.headers != null && request.headers.contains(HttpHeaderNames.ACCEPT_ENCODING);
    }

    // --- what came --------------------------------------------------------------------------

    /** Whether what answers this request is decoded. */
    static boolean isDecoded(HttpRequest request, Settings.Bodies settings) {
        return settings.decompress()
                && !isChosenBy(request)
                && (request.headers == null || !request.headers.contains(HttpHeaderNames.RANGE));
    }

    /** What was applied to a body, the last first; empty where that is nothing or unknown. */
    static List<String> toUndo(HttpHeaders headers) {
        var applied = new ArrayList<String>();
        for (String line : headers.getAll(HttpHeaderNames.CONTENT_ENCODING)) {
            for (String part : line.split(",", -1)) {
                String name = part.strip().toLowerCase(Locale.ROOT);
                if (name.isEmpty() || name.equals("identity")) {
                    continue;
                }
                if (!isKnown(name) || applied.size() == MOST) {
                    return List.of();
                }
                applied.add(name);
            }
        }
        return applied.reversed();
    }

    private static boolean isKnown(String name) {
        return switch (name) {
            case "gzip", "x-gzip", "deflate" -> true;
            case "br" -> BROTLI;
            case "zstd" -> ZSTD;
            default -> false;
        };
    }

    static Coding open(String name) {
        return switch (name) {
            case "gzip", "x-gzip" -> new GzipCoding();
            case "deflate" -> new DeflateCoding();
            case "br" -> new BrotliCoding();
            case "zstd" -> new ZstdCoding();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
