package dev.heddle.demo.cpu.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.heddle.demo.cpu.job.Job;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.stream.IntStream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Many passwords hashed, each slowly on purpose: PBKDF2 with HMAC-SHA-256. */
final class PasswordHash {
    private static final int BITS = 256;

    private PasswordHash() {}

    static Job<Password, Long> job(int passwords, int iterations) {
        return new Job<>(
                PasswordHash::part,
                _ ->
                        IntStream.range(0, passwords)
                                .mapToObj(number -> new Password(number, iterations))
                                .toList(),
                hashes -> hashes.stream().mapToLong(Long::longValue).sum());
    }

    /** The first four bytes of the hash. */
    private static Long part(Password password) throws GeneralSecurityException {
        char[] word = ("password" + password.number).toCharArray();
        byte[] salt = ("salt" + password.number).getBytes(UTF_8);
        byte[] hash =
                SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                        .generateSecret(new PBEKeySpec(word, salt, password.iterations, BITS))
                        .getEncoded();
        return Integer.toUnsignedLong(ByteBuffer.wrap(hash).getInt());
    }

    /**
     * One to hash.
     *
     * @param number of the password
     * @param iterations of the hash function
     */
    record Password(int number, int iterations) {}
}
