package dev.heddle.demo.io.compare.stub;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A stub server in a JVM of its own, with this one's {@code java} and class path. */
public final class StubProcess implements AutoCloseable {
    private static final int START_SECONDS = 60;
    private static final int END_SECONDS = 10;

    private final Process process;
    private final int port;

    private StubProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one.
     *
     * @throws IOException if it does not tell its port in time
     */
    public static StubProcess start() throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(command())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            return new StubProcess(process, port(process));
        } catch (Throwable e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // One thread works; a second compiler would take time from what is measured.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-XX:-UsePerfData",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dio.netty.jfr.enabled=false",
                "-Djava.library.path=" + System.getProperty("java.library.path", ""),
                "-cp",
                System.getProperty("java.class.path"),
                StubMain.class.getName());
    }

    private static int port(Process process) throws IOException, InterruptedException {
        var output = process.inputReader(StandardCharsets.UTF_8);
        var line = CompletableFuture.supplyAsync(() -> firstLine(output));
        try {
            String told = line.get(START_SECONDS, TimeUnit.SECONDS);
            if (told == null || !told.startsWith(StubMain.PORT)) {
                throw new IOException("the stub server ended before it had started");
            }
            return Integer.parseInt(told.substring(StubMain.PORT.length()));
        } catch (TimeoutException e) {
            throw new IOException(
                    "the stub server did not start within " + START_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("the stub server did not start", e.getCause());
        }
    }

    private static @Nullable String firstLine(BufferedReader output) {
        try {
            return output.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The URL of the answer to request 17 is this and {@code 17}. */
    public String urls(Delay delay, Document document) {
        return "http://127.0.0.1:%d/%s/%s/".formatted(port, delay.word(), document.word());
    }

    /** For tests. */
    Process process() {
        return process;
    }

    /** Ends the server and waits until it is gone. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
