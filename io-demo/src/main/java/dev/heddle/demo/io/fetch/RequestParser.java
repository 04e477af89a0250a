package dev.heddle.demo.io.fetch;

import dev.heddle.demo.io.HttpOptions;
import java.util.Map;

/**
 * Reads requests off lines: a URL, or a JSON object, which begins with a brace. What is wrong with
 * a line is noted in its request, so that it gets a record like any other.
 */
final class RequestParser {
    /** As much of a line that is no request as helps to find it. */
    private static final int SHOWN = 100;

    private final Options.Sending sending;
    private final String input;

    /**
     * @param sending what requests have that do not say otherwise
     * @param input what to call the input in messages
     */
    RequestParser(Options.Sending sending, String input) {
        this.sending = sending;
        this.input = input;
    }

    Request url(String url) {
        return new Request(
                url, sending.methodFor(sending.body()), null, Map.of(), sending.body(), null);
    }

    Request line(String text, long number) {
        if (text.charAt(0) != '{') {
            return url(text);
        }
        try {
            return JsonLine.parse(text, sending);
        } catch (IllegalArgumentException e) {
            return defective(text, number, String.valueOf(e.getMessage()));
        }
    }

    /** A line of which only the beginning was kept. */
    Request overlong(String text, long number, int limit) {
        return defective(text, number, "is longer than " + limit + " bytes");
    }

    private Request defective(String text, long number, String why) {
        String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
        return Request.defective(shown, "line " + number + " of " + input + " " + why);
    }

    static Payload form(byte[] bytes) {
        return new Payload(bytes, HttpOptions.FORM);
    }
}
