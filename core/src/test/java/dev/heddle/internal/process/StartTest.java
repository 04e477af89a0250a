package dev.heddle.internal.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.internal.process.WorkerSettings.Initializer;
import dev.heddle.internal.wire.WorkRef;
import java.io.File;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a worker starts, how it does not, and what holds while its parent dies. */
class StartTest {
    @TempDir private Path dir;

    @Test
    void nobodyElseMayLookIntoTheDirectories() throws Exception {
        try (var directories = WorkerDirectories.create()) {
            for (Path directory : List.of(directories.home(), directories.shared())) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                        .isEqualTo("rwx------");
            }
        }
    }

    @Test
    void whatADeadJvmHasLeftBehindIsDeletedAndWhatALivingOneHasIsNot() throws Exception {
        var longAgo = FileTime.from(Instant.EPOCH);
        var left = Files.createDirectory(dir.resolve("heddle-left"));
        Files.setLastModifiedTime(Files.createFile(left.resolve("owner")), longAgo);
        var foreign = Files.createDirectory(dir.resolve("heddle-foreign"));
        try (var living = WorkerDirectories.create(dir, dir)) {
            var owner = living.home().resolve("owner").toString();
            // Not from here: to open and close that file is to give up its lock.
            run(PassingJvm.class, owner, dir.toString());
            WorkerDirectories.create(dir, dir).close();
            run(PassingJvm.class, owner, dir.toString());

            assertThat(left).doesNotExist();
            assertThat(foreign).exists();
            assertThat(living.home()).exists();
        }
    }

    @Test
    void noFileHasANameOnceAWorkerIsReady() throws Exception {
        try (var crew = new Crew()) {
            crew.start();
            assertThat(crew.files()).allMatch(Files::isDirectory);
        }
    }

    @Test
    void anInitializerThatFailsFailsTheStartAndSaysWhy() throws Exception {
        try (var crew = new Crew()) {
            Works.Function trouble = Works::trouble;
            crew.launch(
                    crew.settings().initializedBy(new Initializer(WorkRef.of(trouble), "this")));
            var why = crew.next(Crew.StartFailed.class).why();
            assertThat(why.kind()).isEqualTo(WorkerFault.Kind.START_FAILED);
            assertThat(why)
                    .hasMessageContaining("about this")
                    .hasCauseInstanceOf(Works.Trouble.class);
        }
    }

    @Test
    void aJvmThatDoesNotStartSaysWhatItSaid() throws Exception {
        try (var crew = new Crew()) {
            var worker = crew.launch(crew.settings("-XX:NoSuchOption"));
            assertThat(crew.next(Crew.StartFailed.class).why())
                    .hasMessageContaining("exit code 1")
                    .hasMessageContaining("NoSuchOption");
            Crew.assertGone(worker.pid());
            assertThat(crew.files()).isEmpty();
        }
    }

    @Test
    void aWorkerThatIsKilledBeforeItIsReadyIsGone() throws Exception {
        try (var crew = new Crew()) {
            crew.launch(crew.settings()).kill("nobody needs it");
            assertThat(crew.next(Crew.StartFailed.class).why())
                    .hasMessageContaining("nobody needs it");
        }
    }

    @Test
    void aStrangerIsDroppedAndTheWorkerComesIn() throws Exception {
        var path = UnixDomainSocketAddress.of(dir.resolve("s"));
        try (var selector = Selector.open();
                var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                var silent = SocketChannel.open(StandardProtocolFamily.UNIX);
                var wrong = SocketChannel.open(StandardProtocolFamily.UNIX);
                var right = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(path);
            silent.connect(path);
            wrong.connect(path);
            wrong.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 5}));
            right.connect(path);
            right.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
            var handshake = new Handshake(selector, server, new byte[] {1, 2, 3, 4});
            try (var worker = handshake.await(() -> false)) {
                worker.configureBlocking(true);
                worker.write(ByteBuffer.wrap(new byte[] {6}));
                var said = ByteBuffer.allocate(1);
                right.read(said);
                assertThat(said.get(0)).isEqualTo((byte) 6);
                assertThat(wrong.read(ByteBuffer.allocate(1))).isNegative();
                assertThat(silent.read(ByteBuffer.allocate(1))).isNegative();
            }
        }
    }

    @Test
    void aKilledParentLeavesNoProcessAndNoFile() throws Exception {
        var parent = start(List.of(), LonelyParent.class, dir.resolve("spinning").toString());
        try (var said = parent.inputReader(UTF_8)) {
            long worker = Long.parseLong(said.readLine());
            long child = Long.parseLong(said.readLine());
            var home = Path.of(said.readLine());
            var shared = Path.of(said.readLine());
            assertThat(home).exists();
            parent.destroyForcibly();
            Crew.assertGone(worker);
            Crew.assertGone(child);
            assertThat(home).doesNotExist();
            assertThat(shared).doesNotExist();
        } finally {
            parent.destroyForcibly();
        }
    }

    /**
     * A directory that is full cannot be had without being root; a limit on the size of files, of
     * 16 MB, makes the same write fail, in the parent and in its worker.
     */
    @Test
    void sharedMemoryThatIsFullFailsTheLargeCallsOnly() throws Exception {
        var limited = List.of("sh", "-c", "ulimit -f 32768; exec \"$@\"", "sh");
        var program = start(limited, FullDirectory.class);
        try (var said = program.inputReader(UTF_8)) {
            assertThat(said.readLine()).startsWith("SHARED_MEMORY").contains("no room in");
            assertThat(said.readLine()).startsWith("SHARED_MEMORY").contains("no room in");
            assertThat(said.readLine()).isEqualTo("and on");
            assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void anAotCacheIsMadeAndUsed() throws Exception {
        var cache = dir.resolve("worker.aot");
        var program = startFrom(jars(), List.of(), TrainedWorkers.class, cache.toString());
        try (var said = program.inputReader(UTF_8)) {
            assertThat(said.readLine()).contains("-XX:AOTCache=" + cache);
            assertThat(said.readLine()).isEqualTo("works");
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void withDirectoriesOnTheClassPathNoAotCacheIsTried() throws Exception {
        try (var crew = new Crew()) {
            var settings = crew.settings().withAotCache(dir.resolve("worker.aot"));
            assertThat(CommandLine.of(settings, dir)).noneMatch(o -> o.contains("AOTCache"));
            assertThat(dir).isEmptyDirectory();
        }
    }

    /** The class path of the tests, its directories made into jars. */
    private String jars() {
        var jar = ToolProvider.findFirst("jar").orElseThrow();
        var entries = new ArrayList<String>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (Files.isDirectory(Path.of(entry))) {
                var file = dir.resolve(entries.size() + ".jar").toString();
                assertThat(jar.run(System.out, System.err, "-cf", file, "-C", entry, ".")).isZero();
                entries.add(file);
            } else {
                entries.add(entry);
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static void run(Class<?> program, String... arguments) throws Exception {
        var process = start(List.of(), program, arguments);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static Process start(List<String> prefix, Class<?> program, String... arguments)
            throws Exception {
        return startFrom(System.getProperty("java.class.path"), prefix, program, arguments);
    }

    private static Process startFrom(
            String path, List<String> prefix, Class<?> program, String... arguments)
            throws Exception {
        var command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xshare:auto", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(
                List.of(
                        "-Dlogback.configurationFile="
                                + System.getProperty("logback.configurationFile")));
        command.addAll(List.of("-cp", path, program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
