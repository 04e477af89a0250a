package dev.heddle.demo.io.fetch.extract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A body, read once as whatever is asked for. Used by one thread at a time. */
public final class Page {
    private final String url;
    private final byte[] bytes;
    private final @Nullable Charset charset;
    private @Nullable Document html;
    private @Nullable Object json;
    private @Nullable String text;

    /**
     * A body.
     *
     * @param url where links in it start from
     * @param contentType the header, if there is one
     */
    public Page(String url, byte[] bytes, @Nullable String contentType) {
        this.url = url;
        this.bytes = bytes;
        this.charset = charset(contentType);
    }

    /**
     * As a browser reads it: by the header's charset, a byte order mark, or what it says itself.
     */
    Document html() {
        if (html == null) {
            try {
                String name = charset == null ? null : charset.name();
                html = Jsoup.parse(new ByteArrayInputStream(bytes), name, url);
            } catch (IOException e) {
                throw new UncheckedIOException("bytes in memory can be read", e);
            }
        }
        return html;
    }

    /** Maps, lists, strings, numbers, booleans and null. */
    @Nullable Object json() {
        if (json == null) {
            try {
                json = JsonMapper.shared().readValue(bytes, Object.class);
            } catch (JacksonException e) {
                throw new IllegalArgumentException("the body is no JSON", e);
            }
        }
        return json;
    }

    String text() {
        if (text == null) {
            text = new String(bytes, charset == null ? StandardCharsets.UTF_8 : charset);
        }
        return text;
    }

    /** The charset of a {@code Content-Type}; null if it names none that this JVM knows. */
    private static @Nullable Charset charset(@Nullable String contentType) {
        if (contentType == null) {
            return null;
        }
        for (String parameter : contentType.split(";", -1)) {
            String trimmed = parameter.strip();
            if (trimmed.regionMatches(true, 0, "charset=", 0, 8)) {
                return named(trimmed.substring(8).replace("\"", "").strip());
            }
        }
        return null;
    }

    private static @Nullable Charset named(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            // What a server calls its charset is its own affair; the body may say it better.
            return null;
        }
    }
}
