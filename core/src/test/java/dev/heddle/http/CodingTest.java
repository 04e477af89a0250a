package dev.heddle.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a decoder makes of anything, a few bytes in and out at a time. */
@Timeout(60)
class CodingTest {
    private static final int ROUNDS = 3_000;

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
    void sizeOfTheSlicesDoesNotMatter(String name) throws Exception {
        byte[] body = Encodings.body(10_000);
        byte[] encoded = Encodings.encode(name, body);

        for (int size : new int[] {1, 2, 3, 7, 64, 10_000}) {
            assertThat(decode(name, encoded, size, 10_001 - size)).isEqualTo(body);
            assertThat(decode(name, encoded, 10_001 - size, size)).isEqualTo(body);
        }
    }

    /** Seeded: a failure comes again. */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
    void brokenBytesAreDecodedOrRefusedButNothingElse(String name) throws Exception {
        byte[] whole = Encodings.encode(name, Encodings.body(300));
        var random = new Random(4);
        int refused = 0;

        for (int round = 0; round < ROUNDS; round++) {
            byte[] broken = Arrays.copyOf(whole, whole.length);
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                decode(name, broken, 1 + random.nextInt(50), 1 + random.nextInt(500));
            } catch (DataFormatException _) {
                refused++;
            }
        }

        assertThat(refused).isGreaterThan(ROUNDS / 10);
    }

    private static byte[] decode(String name, byte[] encoded, int sliceIn, int sliceOut)
            throws DataFormatException {
        var all = new ByteArrayOutputStream();
        byte[] out = new byte[sliceOut];
        try (var coding = Codings.open(name)) {
            for (int at = 0; at < encoded.length; at += sliceIn) {
                var in = ByteBuffer.wrap(encoded, at, Math.min(sliceIn, encoded.length - at));
                for (int made = coding.decode(in, out);
                        made > 0 && all.size() < 1_000_000;
                        made = coding.decode(in, out)) {
                    all.write(out, 0, made);
                }
            }
        }
        return all.toByteArray();
    }
}
