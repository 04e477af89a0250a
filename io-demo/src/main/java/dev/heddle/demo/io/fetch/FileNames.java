package dev.heddle.demo.io.fetch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * File names for URLs: readable, harmless on any file system, and different for different URLs even
 * where case does not count.
 */
final class FileNames {
    private static final String PLAIN =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";

    /** Host and path, for people; file systems take 255 bytes. */
    private static final int READABLE = 100;

    private static final int LONGEST_EXTENSION = 8;

    /** 64 bits: among a hundred million URLs, two meet with a chance of one in four thousand. */
    private static final int HASH_BYTES = 8;

    private FileNames() {}

    /**
     * {@code example.com_a_logo-f3a95b8e01c2d4e6.png} for {@code
     * https://example.com/a/logo.png?v=2}.
     */
    static String of(String url) {
        String path = path(url);
        String extension = extension(path);
        String stem = path.substring(0, path.length() - extension.length());
        String readable = stem.substring(0, Math.min(READABLE, stem.length()));
        return harmless(readable) + "-" + hash(url) + extension;
    }

    /** Host and path. */
    private static String path(String url) {
        int slashes = url.indexOf("//");
        int start = slashes < 0 ? 0 : slashes + 2;
        int end = start;
        while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
            end++;
        }
        int credentials = url.lastIndexOf('@', end);
        return url.substring(Math.max(start, credentials + 1), end);
    }

    private static String extension(String path) {
        int dot = path.lastIndexOf('.');
        int slash = path.lastIndexOf('/');
        boolean has = slash >= 0 && dot > slash && path.length() - dot <= LONGEST_EXTENSION;
        String extension = has ? path.substring(dot) : "";
        return extension.length() > 1 && extension.equals("." + harmless(extension.substring(1)))
                ? extension
                : "";
    }

    private static String harmless(String text) {
        var name = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = PLAIN.indexOf(c) >= 0;
            // A dot may stand inside, so that host names stay readable; never first or last.
            boolean dot = c == '.' && i > 0 && i < text.length() - 1;
            name.append(plain || dot ? c : '_');
        }
        return name.toString();
    }

    private static String hash(String url) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(url.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
