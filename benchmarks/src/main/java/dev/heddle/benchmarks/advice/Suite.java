package dev.heddle.benchmarks.advice;

import dev.heddle.lab.advise.OwnWorkload;
import dev.heddle.worker.Work;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;

/** The workloads, by name. Inputs are the same in each process. */
final class Suite {
    private final Map<String, Callable<OwnWorkload<?, ?>>> all = new LinkedHashMap<>();

    private Suite() {
        add("upper-case", Works::upperCase, () -> "a name and an address, not long");
        add("parse-numbers", Works::parse, () -> "12,345,6789,".repeat(40) + "0");
        add("find-mails", Works::mails, () -> "write to jo@example.org or not. ".repeat(60));
        add("crc32-64k", Works::crc, () -> bytes(64 << 10));
        add("sha256-16k", Works::sha256, () -> bytes(16 << 10));
        add("deflate-64k", Works::deflate, () -> text(64 << 10));
        add("pbkdf2", Works::password, () -> "correct horse");
        add("primes-100k", Works::primes, () -> 100_000);
        add("primes-5m", Works::primes, () -> 5_000_000);
        add("sort-100k", Works::sort, () -> new Random(1).longs(100_000).toArray());
        add("words-30k", Works::words, () -> 30_000);
        add("sum-4m", Works::sum, () -> bytes(4 << 20));
        add("memory-32m", Works::stream, () -> 1);
        add("locked", Works::locked, () -> 200_000);
        add("wait-5ms", Works::poll, () -> 5);
        add("wait-100ms", Works::poll, () -> 100);
        add("wait-and-compute", Works::pollAndCompute, () -> 10);
        add("read-file-64k", Works::readFile, Suite::file);
    }

    static List<String> names() {
        return List.copyOf(new Suite().all.keySet());
    }

    static OwnWorkload<?, ?> workload(String name) throws Exception {
        var workload = new Suite().all.get(name);
        if (workload == null) {
            throw new IllegalArgumentException("the workloads are " + names() + ", not " + name);
        }
        return workload.call();
    }

    private <I, O> void add(String name, Work<I, O> work, Callable<I> input) {
        all.put(name, () -> OwnWorkload.of(name, work, List.of(input.call())));
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static byte[] text(int count) {
        var text = new StringBuilder();
        var random = new Random(1);
        while (text.length() < count) {
            text.append("word").append(random.nextInt(500)).append(' ');
        }
        return text.substring(0, count).getBytes(StandardCharsets.US_ASCII);
    }

    private static String file() throws IOException {
        var file = Files.createTempFile("advice", ".bin");
        file.toFile().deleteOnExit();
        return Files.write(file, bytes(64 << 10)).toString();
    }
}
