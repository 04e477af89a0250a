package dev.heddle.http;

import dev.heddle.http.HttpException.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the content codings of one body, a part at a time and only as far as it is asked to: what
 * waits, waits as it came. Only touched on the loop.
 */
final class BodyDecoder {
    private static final int PART_BYTES = 16 << 10;

    /** What a body may always be decoded to, as short as it came. */
    private static final long ALWAYS_ALLOWED = 1 << 20;

    private final HttpRequest request;
    private final int maxInflation;
    private final List<String> codings;
    private final Queue<byte[]> waiting = new ArrayDeque<>();

    /** In the order in which a byte passes them; made when the first comes. */
    private final List<Stage> stages = new ArrayList<>();

    private long received;
    private boolean ended;
    private boolean closed;

    private BodyDecoder(HttpRequest request, int maxInflation, List<String> codings) {
        this.request = request;
        this.maxInflation = maxInflation;
        this.codings = codings;
    }

    /**
     * The decoder for an answer, and its headers freed of what tells of the body as it was sent;
     * null if there is nothing to decode.
     */
    static @Nullable BodyDecoder of(
            HttpRequest request, Settings.Bodies settings, HttpResponse head) {
        var headers = head.headers();
        if (!headers.contains(HttpHeaderNames.CONTENT_ENCODING)
                || isWithoutBody(request, head)
                || !Codings.isDecoded(request, settings)) {
            return null;
        }
        var codings = Codings.toUndo(headers);
        if (codings.isEmpty()) {
            return null;
        }
        forgetSent(headers);
        return new BodyDecoder(request, settings.maxInflation(), codings);
    }

    private static boolean isWithoutBody(HttpRequest request, HttpResponse head) {
        int status = head.status().code();
        return request.method.equals(HttpMethod.HEAD)
                || status == HttpResponseStatus.NO_CONTENT.code()
                || status == HttpResponseStatus.NOT_MODIFIED.code()
                || head.headers().contains(HttpHeaderNames.CONTENT_LENGTH, "0", false);
    }

    private static void forgetSent(HttpHeaders headers) {
        headers.remove(HttpHeaderNames.CONTENT_ENCODING);
        headers.remove(HttpHeaderNames.CONTENT_LENGTH);
    }

    // --- what comes -------------------------------------------------------------------------

    void add(ByteBuf part) {
        received += part.readableBytes();
        if (!closed) {
            waiting.add(ByteBufUtil.getBytes(part));
        }
    }

    /** Nothing more comes. */
    void end() {
        ended = true;
    }

    // --- what it makes ----------------------------------------------------------------------

    /**
     * The next part, to be read before the one after it is asked for.
     *
     * @return null until more has come, and at the end
     * @throws HttpException if what came cannot be decoded, or may not be that long
     */
    @Nullable ByteBuffer next() {
        if (closed) {
            return null;
        }
        openStages();
        var part = stages.isEmpty() ? null : stages.getLast().read();
        if (part == null && ended) {
            stages.forEach(Stage::checkComplete);
        }
        return part;
    }

    private void openStages() {
        if (!stages.isEmpty() || received == 0) {
            return;
        }
        for (String name : codings) {
            stages.add(new Stage(stages.isEmpty() ? null : stages.getLast(), name, open(name)));
        }
    }

    private Coding open(String name) {
        try {
            return Codings.open(name);
        } catch (LinkageError e) {
            throw failure(Kind.OTHER, " cannot be decoded: no " + name + " on this platform", e);
        }
    }

    void close() {
        closed = true;
        waiting.clear();
        for (var stage : stages) {
            stage.coding.close();
        }
        stages.clear();
    }

    private HttpException failure(Kind kind, String what, @Nullable Throwable reason) {
        String url = request.target.url();
        return new HttpException(kind, url, "the body from " + url + what, reason);
    }

    /** One coding, and what it reads from: the stage before, or what came. */
    private final class Stage {
        private final @Nullable Stage before;
        private final String name;
        private final Coding coding;
        private final byte[] out = new byte[PART_BYTES];
        private ByteBuffer in = ByteBuffer.allocate(0);
        private long made;

        /** Whether it may make more of what it was given. */
        private boolean hasMore;

        Stage(@Nullable Stage before, String name, Coding coding) {
            this.before = before;
            this.name = name;
            this.coding = coding;
        }

        @Nullable ByteBuffer read() {
            while (hasMore || refill()) {
                int size = decode();
                hasMore = size > 0;
                if (hasMore) {
                    count(size);
                    return ByteBuffer.wrap(out, 0, size);
                }
            }
            return null;
        }

        private boolean refill() {
            var next = before == null ? takeWaiting() : before.read();
            if (next == null) {
                return false;
            }
            in = next;
            return true;
        }

        private @Nullable ByteBuffer takeWaiting() {
            var next = waiting.poll();
            return next == null ? null : ByteBuffer.wrap(next);
        }

        private int decode() {
            try {
                return coding.decode(in, out);
            } catch (DataFormatException e) {
                String why = e.getMessage() == null ? "it is corrupt" : e.getMessage();
                throw failure(
                        Kind.PROTOCOL, " is not the " + name + " it is said to be: " + why, e);
            }
        }

        /** Each counts: between two codings a bomb costs time, if no memory. */
        private void count(int size) {
            made += size;
            if (made > ALWAYS_ALLOWED && (made - 1) / maxInflation >= received) {
                throw failure(
                        Kind.BODY_TOO_LARGE,
                        " is more than "
                                + maxInflation
                                + " times longer than what came, decoded from "
                                + name
                                + ": raise maxInflation if it is no bomb",
                        null);
            }
        }

        void checkComplete() {
            if (!coding.isComplete()) {
                throw failure(
                        Kind.BODY_CUT_SHORT, " was cut short: its " + name + " has no end", null);
            }
        }
    }
}
