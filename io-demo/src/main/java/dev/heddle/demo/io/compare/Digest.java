package dev.heddle.demo.io.compare;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is made of the bytes that a call brings. The peers in other languages do the same, byte for
 * byte: see io_peer.py.
 */
enum Digest {
    /** Next to nothing. */
    CRC {
        @Override
        long of(byte[] bytes) {
            var crc = new CRC32();
            crc.update(bytes);
            return crc.getValue();
        }
    },
    /** The first 32 bits of its SHA-256, some 20 µs for 4 KB. */
    SHA {
        @Override
        long of(byte[] bytes) {
            return first32Bits(sha256().digest(bytes));
        }
    },
    /**
     * Parsed as JSON and its prices added up, then hashed {@link #HASHES} times, each time with the
     * hash before: some milliseconds for 16 KB.
     */
    PARSE_AND_HASH {
        @Override
        long of(byte[] bytes) {
            long prices = 0;
            for (JsonNode item : JsonMapper.shared().readTree(bytes).get("items")) {
                prices += item.get("price").asInt();
            }
            var sha = sha256();
            byte[] hash = new byte[0];
            for (int i = 0; i < HASHES; i++) {
                sha.update(hash);
                hash = sha.digest(bytes);
            }
            return prices + first32Bits(hash);
        }
    };

    static final int HASHES = 200;

    abstract long of(byte[] bytes);

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JVM has it", e);
        }
    }

    private static long first32Bits(byte[] hash) {
        return Integer.toUnsignedLong(ByteBuffer.wrap(hash).getInt());
    }
}
