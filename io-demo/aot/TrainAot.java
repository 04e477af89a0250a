import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finishes {@code target/heddle}: trains the AOT caches, each with one run of {@code fetch}, and
 * leaves the path of this JDK in {@code java-home}, as a cache serves only the JDK that wrote it.
 *
 * <p>{@code demo.aot} is for {@code fetch} without URLs: a JVM loads what is in its cache whether
 * it needs it or not, and WireMock would make every other command 40 ms slower.
 *
 * <p>Run by the build from source. Never fails it: without a cache everything works, it only starts
 * slower.
 */
public final class TrainAot {

    private static final String FETCH = "heddle.aot";
    private static final String DEMO = "demo.aot";

    private static final int URLS = 1_000;
    private static final int DEADLINE_SECONDS = 60;

    private final Path home;

    private TrainAot(Path home) {
        this.home = home;
    }

    /**
     * {@code args}: the directory, a file as old as the start of this build, and whether to skip
     * the training.
     */
    public static void main(String... args) throws IOException {
        var aot = new TrainAot(Path.of(args[0]));
        if (!Boolean.parseBoolean(args[2])) {
            aot.trainOrSay();
        }
        aot.writeJavaHome(Path.of(args[1]));
    }

    private void trainOrSay() throws IOException {
        try {
            if (!isFresh()) {
                train();
            }
        } catch (Exception e) {
            Files.deleteIfExists(home.resolve(FETCH));
            Files.deleteIfExists(home.resolve(DEMO));
            System.out.println(
                    "[WARNING] No AOT cache, commands will start slower: " + e.getMessage());
        }
    }

    /** A cache is bound to the JDK and to the time stamps of the jars. */
    private boolean isFresh() throws IOException {
        Path javaHome = home.resolve("java-home");
        if (!Files.exists(home.resolve(DEMO))
                || !Files.exists(javaHome)
                || !Files.readString(javaHome).strip().equals(System.getProperty("java.home"))) {
            return false;
        }
        var trained = Files.getLastModifiedTime(home.resolve(FETCH));
        try (Stream<Path> jars =
                Stream.concat(
                        Stream.of(home.resolve("heddle.jar")), Files.list(home.resolve("lib")))) {
            return jars.allMatch(jar -> jar.toFile().lastModified() < trained.toMillis());
        }
    }

    private void train() throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("heddle-aot");
        HttpServer server = serve();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            Path urls = Files.writeString(work.resolve("urls"), urls(base));
            String records = work.resolve("records.jsonl").toString();
            train(FETCH, 3, "fetch", "-i", urls.toString(), "-o", records, "-c", "20");
            train(DEMO, 0, "fetch");
        } finally {
            server.stop(0);
            delete(work);
        }
    }

    private static HttpServer serve() throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        byte[] body = "{\"hello\":\"loop\"}".getBytes(StandardCharsets.UTF_8);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        int status =
                                exchange.getRequestURI().getPath().equals("/missing") ? 404 : 200;
                        exchange.getResponseHeaders().add("Content-Type", "application/json");
                        exchange.sendResponseHeaders(status, body.length);
                        exchange.getResponseBody().write(body);
                    }
                });
        server.start();
        return server;
    }

    /** Good ones, and one of each kind that fails without a network. */
    private static String urls(String base) {
        String good =
                IntStream.range(0, URLS)
                        .mapToObj(i -> base + "/" + i + "\n")
                        .collect(Collectors.joining());
        return good + base + "/missing\nhttp://127.0.0.1:1/\nhttp://\n";
    }

    private void train(String cache, int exitCode, String... command)
            throws IOException, InterruptedException {
        Path fresh = home.resolve(cache + ".new");
        run(fresh, home.resolveSibling(cache + ".log"), exitCode, command);
        // Renamed, never overwritten: a running command may have the old one mapped.
        Files.move(
                fresh,
                home.resolve(cache),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    private void run(Path cache, Path log, int exitCode, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:AOTCacheOutput=" + cache);
        // The flags of the launcher: a cache serves only runs with the same collector.
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dio.netty.jfr.enabled=false",
                        "-Djdk.reflect.useNativeAccessorOnly=true",
                        "-Ddev.heddle.noBlockingSockets=true",
                        "-Djava.library.path=" + home.resolve("native")));
        command.addAll(List.of("-jar", home.resolve("heddle.jar").toString()));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IOException(
                    "the training run did not end within " + DEADLINE_SECONDS + " s, see " + log);
        }
        if (process.exitValue() != exitCode || !Files.exists(cache)) {
            throw new IOException(
                    "the training run exited with " + process.exitValue() + ", see " + log);
        }
    }

    /**
     * The file is also the launcher's stamp: sources newer than the start of this build want
     * another one.
     */
    private void writeJavaHome(Path startOfBuild) throws IOException {
        Path file =
                Files.writeString(
                        home.resolve("java-home"), System.getProperty("java.home") + "\n");
        if (Files.exists(startOfBuild)) {
            Files.setLastModifiedTime(file, Files.getLastModifiedTime(startOfBuild));
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
