package dev.heddle.demo.io.compare.stub;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What the stub server answers with; always the same for the same number. */
public enum Document {
    /** A small one, 40 bytes. */
    ITEM {
        @Override
        public byte[] body(int number) {
            return bytes(
                    "{\"id\":"
                            + number
                            + ",\"name\":\"item "
                            + number
                            + "\",\"price\":"
                            + number % 97
                            + "}");
        }
    },
    /** A long one, 16 KB: a list of things with prices. */
    LIST {
        @Override
        public byte[] body(int number) {
            var text = new StringBuilder("{\"id\":").append(number).append(",\"items\":[");
            for (int i = 0; i < ITEMS; i++) {
                text.append(i == 0 ? "" : ",")
                        .append("{\"name\":\"item ")
                        .append(number)
                        .append('-')
                        .append(i)
                        .append("\",\"price\":")
                        .append((number * 31 + i * 17) % 1_009)
                        .append(",\"tags\":[\"a\",\"b\",\"c\"]}");
            }
            return bytes(text.append("]}").toString());
        }
    };

    private static final int ITEMS = 290;

    /** The answer to the request of that number. */
    public abstract byte[] body(int number);

    /** As it is written in a path. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
