package dev.heddle.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * An nginx in the foreground, as a child of the test, on free ports. Where there is none, tests
 * that need it are skipped, and say so.
 */
final class Nginx implements AutoCloseable {
    /** Where distributions put it, which is not on every user's path. */
    private static final List<String> ELSEWHERE =
            List.of("/usr/sbin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process process;
    private final Path directory;
    private final int port;
    private final int tlsPort;

    private Nginx(Process process, Path directory, int port, int tlsPort) {
        this.process = process;
        this.directory = directory;
        this.port = port;
        this.tlsPort = tlsPort;
    }

    /**
     * Starts it.
     *
     * @param directory for its files
     * @param http what stands in the {@code http} block beside the servers
     * @param server what stands in the {@code server} block that listens, and, with a certificate
     *     {@code server.pem} and {@code server.key} in the directory, in one that speaks TLS
     */
    static Nginx start(Path directory, String http, String server) throws Exception {
        String program = program();
        int[] ports = freePorts();
        Files.writeString(
                directory.resolve("nginx.conf"), configuration(directory, http, server, ports));
        var process =
                new ProcessBuilder(
                                program,
                                "-p",
                                directory.toString(),
                                "-c",
                                directory.resolve("nginx.conf").toString(),
                                "-e",
                                directory.resolve("error.log").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("out").toFile())
                        .start();
        var nginx = new Nginx(process, directory, ports[0], ports[1]);
        try {
            nginx.awaitStart();
        } catch (Exception | AssertionError e) {
            nginx.close();
            throw e;
        }
        return nginx;
    }

    private static String program() {
        var path = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"));
        var found =
                Stream.concat(path, ELSEWHERE.stream())
                        .map(directory -> Path.of(directory, "nginx"))
                        .filter(Files::isExecutable)
                        .findFirst();
        if (found.isEmpty()) {
            System.err.println(
                    "SKIPPED: tests with a real nginx, for there is none (apt install nginx-light,"
                            + " brew install nginx)");
        }
        Assumptions.assumeTrue(found.isPresent(), "needs nginx");
        return found.orElseThrow().toString();
    }

    /** Whether it was built with a module, such as {@code brotli}, and a line if it was not. */
    static boolean has(String module) throws Exception {
        var process = new ProcessBuilder(program(), "-V").redirectErrorStream(true).start();
        String about;
        try (var out = process.inputReader()) {
            about = String.join(" ", out.lines().toList());
        } finally {
            process.destroyForcibly();
        }
        if (!about.contains(module)) {
            System.err.println("SKIPPED: " + module + " with nginx, which was built without it");
        }
        return about.contains(module);
    }

    private static int[] freePorts() throws IOException {
        try (var one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new int[] {one.getLocalPort(), two.getLocalPort()};
        }
    }

    private static String configuration(Path directory, String http, String server, int[] ports) {
        String tls =
                Files.exists(directory.resolve("server.pem"))
                        ? """
                        server {
                          listen 127.0.0.1:%d ssl http2;
                          ssl_certificate server.pem;
                          ssl_certificate_key server.key;
                          %s
                        }
                        """
                                .formatted(ports[1], server)
                        : "";
        return """
        %s
        worker_processes 1;
        daemon off;
        pid nginx.pid;
        error_log error.log;
        events { worker_connections 1024; }
        http {
          access_log access.log;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
          default_type text/plain;
          %s
          server {
            listen 127.0.0.1:%d backlog=1024;
            %s
          }
          %s
        }
        """
                .formatted(user(), http, ports[0], server, tls);
    }

    /** Root's workers would become nobody, who may not read a test's directory. */
    private static String user() {
        return "root".equals(System.getProperty("user.name")) ? "user root;" : "";
    }

    /** Each try fails at once while nobody listens, so this waits for the process meanwhile. */
    private void awaitStart() throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isListening()) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() - end > 0) {
                throw new AssertionError(
                        "nginx did not start: " + Files.readString(directory.resolve("error.log")));
            }
        }
    }

    private boolean isListening() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            // Not yet.
            return false;
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    String tlsUrl(String path) {
        return "https://localhost:" + tlsPort + path;
    }

    /** Ends it in an orderly way, with all it has to log, and returns that: a line per request. */
    List<String> stopAndReadLog() throws Exception {
        close();
        return Files.readAllLines(directory.resolve("access.log"));
    }

    /** SIGTERM; its workers go with it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
