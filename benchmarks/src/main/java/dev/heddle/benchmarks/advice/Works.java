package dev.heddle.benchmarks.advice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** What services do, from a tenth of a microsecond to a tenth of a second. */
final class Works {
    private static final Pattern MAIL = Pattern.compile("[a-z0-9.]+@[a-z0-9]+\\.[a-z]{2,}");
    private static final Object LOCK = new Object();
    private static final ArrayBlockingQueue<String> NEVER_FILLED = new ArrayBlockingQueue<>(1);

    private Works() {}

    static String upperCase(String text) {
        return text.toUpperCase(java.util.Locale.ROOT);
    }

    /** Numbers with commas between them. */
    static Long parse(String line) {
        long sum = 0;
        for (String field : line.split(",", -1)) {
            sum += Long.parseLong(field);
        }
        return sum;
    }

    static Integer mails(String text) {
        return (int) MAIL.matcher(text).results().count();
    }

    static Long crc(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    static Integer deflate(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(bytes);
        }
        return out.size();
    }

    /** PBKDF2, as for a login. */
    static byte[] password(String password) throws GeneralSecurityException {
        byte[] salt = "salt and more of it".getBytes(StandardCharsets.UTF_8);
        var spec = new PBEKeySpec(password.toCharArray(), salt, 60_000, 256);
        return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
    }

    /** How many primes there are below a number. */
    static Integer primes(Integer limit) {
        var composite = new BitSet(limit);
        int count = 0;
        for (int i = 2; i < limit; i++) {
            if (!composite.get(i)) {
                count++;
                for (long j = (long) i * i; j < limit; j += i) {
                    composite.set((int) j);
                }
            }
        }
        return count;
    }

    static long[] sort(long[] numbers) {
        long[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /** Makes objects that live as long as the call. */
    static Integer words(Integer count) {
        var seen = new HashMap<String, Integer>();
        for (int i = 0; i < count; i++) {
            seen.merge("word" + i % 5_000, 1, Integer::sum);
        }
        return seen.size();
    }

    static Long sum(byte[] bytes) {
        long sum = 0;
        for (byte value : bytes) {
            sum += value;
        }
        return sum;
    }

    /** Reads more than a cache holds. */
    static Long stream(Integer stride) {
        long sum = 0;
        for (int i = 0; i < Table.NUMBERS.length; i += stride) {
            sum += Table.NUMBERS[i];
        }
        return sum;
    }

    /** One at a time. */
    static Long locked(Integer turns) {
        synchronized (LOCK) {
            long value = turns;
            for (int i = 0; i < turns; i++) {
                value = value * 31 + i;
            }
            return value;
        }
    }

    /** As for a reply that is late. */
    static Boolean poll(Integer millis) throws InterruptedException {
        return NEVER_FILLED.poll(millis, TimeUnit.MILLISECONDS) == null;
    }

    /** Waits for a reply, then reads it. */
    static Integer pollAndCompute(Integer millis) throws InterruptedException {
        var _ = poll(millis);
        return primes(100_000);
    }

    static Integer readFile(String name) throws IOException {
        return Files.readAllBytes(Path.of(name)).length;
    }

    private static final class Table {
        static final long[] NUMBERS = new long[4 << 20];

        static {
            Arrays.setAll(NUMBERS, i -> i);
        }
    }
}
