package dev.heddle.benchmarks.gets;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** nginx on a free port of 127.0.0.1, in a temporary directory that goes when it is closed. */
public final class Nginx implements AutoCloseable {
    private static final int START_MILLIS = 5_000;

    private final Process process;
    private final Path directory;
    private final int port;

    private Nginx(Process process, Path directory, int port) {
        this.process = process;
        this.directory = directory;
        this.port = port;
    }

    /**
     * Starts nginx with a configuration in which {@code PORT} stands for its port.
     *
     * @param configuration its file
     * @param prefix what to put before the command, such as {@code taskset -c 1}
     * @return once it answers
     * @throws IOException if it does not
     * @throws InterruptedException if interrupted meanwhile
     */
    public static Nginx start(Path configuration, List<String> prefix)
            throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("heddle-nginx");
        int port = freePort();
        var conf = directory.resolve("nginx.conf");
        Files.writeString(
                conf, Files.readString(configuration).replace("PORT", Integer.toString(port)));
        var command = new ArrayList<>(prefix);
        command.addAll(List.of("nginx", "-p", directory + "/", "-c", conf.toString()));
        command.addAll(List.of("-e", directory.resolve("nginx-error.log").toString()));
        var process = new ProcessBuilder(command).inheritIO().start();
        var nginx = new Nginx(process, directory, port);
        nginx.awaitStart();
        return nginx;
    }

    /**
     * Where it is.
     *
     * @return without a slash at the end
     */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    private void awaitStart() throws IOException, InterruptedException {
        for (int waited = 0; !answers(); waited += 10) {
            if (waited > START_MILLIS || !process.isAlive()) {
                close();
                throw new IOException("nginx does not answer on port " + port);
            }
            Thread.sleep(10);
        }
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), START_MILLIS);
            return true;
        } catch (IOException _) {
            // It is not there yet; the caller has the deadline.
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(START_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
