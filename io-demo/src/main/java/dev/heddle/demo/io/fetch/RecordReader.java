package dev.heddle.demo.io.fetch;

import dev.heddle.lab.cli.CommandFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads back what {@link RecordWriter} wrote: as much of it as tells whose records there are. */
final class RecordReader {
    private final JsonParser json;
    private final String name;
    private final Identity identity = new Identity();
    private final KeyCounts keys = new KeyCounts();
    private final Ranges failed = new Ranges();

    // Of the record that is being read.
    private @Nullable String url;
    private @Nullable String id;
    private @Nullable String method;
    private @Nullable String bodyHash;
    private @Nullable Boolean ok;

    private RecordReader(JsonParser json, String name) {
        this.json = json;
        this.name = name;
    }

    /**
     * Reads records.
     *
     * @param length bytes, with which a line ends
     * @param name what to call the file in messages
     * @throws CommandFailure if there is anything else
     */
    static Records read(InputStream in, long length, String name) {
        var bounded = new Bounded(in, length);
        try (var json = new JsonFactory().createParser(ObjectReadContext.empty(), bounded)) {
            return new RecordReader(json, name).read();
        } catch (JacksonException e) {
            var where = e.getLocation();
            throw noRecords(name, where == null ? "it" : "line " + where.getLineNr());
        }
    }

    static CommandFailure noRecords(String name, String where) {
        return CommandFailure.usage(
                name
                        + " is no file of records, so there is nothing to resume: "
                        + where
                        + " is not as fetch -o writes it. The file is left as it is.");
    }

    private Records read() {
        for (var token = json.nextToken(); token != null; token = json.nextToken()) {
            long start = json.currentTokenLocation().getByteOffset();
            if (token != JsonToken.START_OBJECT) {
                throw refused();
            }
            readRecord();
            if (Boolean.FALSE.equals(ok)) {
                // With the end of its line.
                failed.add(start, json.currentLocation().getByteOffset() + 1);
            }
        }
        return new Records(keys, failed);
    }

    private void readRecord() {
        url = null;
        id = null;
        method = null;
        bodyHash = null;
        ok = null;
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            readField(field, json.nextToken());
        }
        if (url == null || ok == null) {
            throw refused();
        }
        keys.add(identity.of(id, method == null ? Request.GET : method, url, bodyHash));
    }

    private void readField(String field, JsonToken value) {
        switch (field) {
            case "url" -> url = text(value);
            case "id" -> id = text(value);
            case "method" -> method = text(value);
            case "bodyHash" -> bodyHash = text(value);
            case "ok" -> ok = bool(value);
            default -> json.skipChildren();
        }
    }

    private String text(JsonToken value) {
        if (value != JsonToken.VALUE_STRING) {
            throw refused();
        }
        return json.getString();
    }

    private boolean bool(JsonToken value) {
        if (!value.isBoolean()) {
            throw refused();
        }
        return value == JsonToken.VALUE_TRUE;
    }

    private CommandFailure refused() {
        return noRecords(name, "line " + json.currentTokenLocation().getLineNr());
    }

    /**
     * What was read.
     *
     * @param keys how many records there are of each request
     * @param failed where those of failures are
     */
    record Records(KeyCounts keys, Ranges failed) {}

    /** Parts of a file, in order. */
    static final class Ranges {
        private long[] bounds = new long[64];
        private int count;

        void add(long start, long end) {
            if (2 * count == bounds.length) {
                bounds = Arrays.copyOf(bounds, 2 * bounds.length);
            }
            bounds[2 * count] = start;
            bounds[2 * count + 1] = end;
            count++;
        }

        boolean isEmpty() {
            return count == 0;
        }

        int count() {
            return count;
        }

        long start(int i) {
            return bounds[2 * i];
        }

        long end(int i) {
            return bounds[2 * i + 1];
        }
    }

    /** The first bytes of a stream, which stays open. */
    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = super.read(buffer, offset, (int) Math.min(length, left));
            left -= Math.max(read, 0);
            return read;
        }

        @Override
        public void close() {}
    }
}
