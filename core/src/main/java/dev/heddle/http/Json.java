package dev.heddle.http;

import tools.jackson.databind.json.JsonMapper;

/** Jackson with its usual settings; made at the first use, because it takes 100 ms to load. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    static <T> T read(byte[] json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }
}
