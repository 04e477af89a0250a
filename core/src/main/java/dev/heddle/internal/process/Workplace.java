package dev.heddle.internal.process;

import dev.heddle.internal.process.child.Bootstrap;
import dev.heddle.internal.process.child.Message;
import dev.heddle.internal.wire.ControlPage;
import dev.heddle.internal.wire.SharedSegment;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The files of one worker: its directories, its socket, the control page and the segments. The
 * names of those in shared memory go as soon as the worker has them, so that the kernel clears up
 * whoever dies and how.
 */
final class Workplace implements AutoCloseable {
    private static final String CONTROL = "control";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final byte[] token = new byte[Bootstrap.TOKEN_BYTES];
    private final WorkerDirectories directories;
    private final ServerSocketChannel server;
    private final ControlPage page;
    private final SharedSegment in;
    private final SharedSegment out;

    Workplace(WorkerDirectories ofPool) throws IOException {
        RANDOM.nextBytes(token);
        try {
            directories = opened(ofPool.ofWorker());
            server = opened(ServerSocketChannel.open(StandardProtocolFamily.UNIX));
            server.bind(UnixDomainSocketAddress.of(home().resolve(Bootstrap.SOCKET)));
            page = opened(ControlPage.create(shared(CONTROL)));
            in = opened(SharedSegment.create(shared(Message.IN_SEGMENT), 0));
            out = opened(SharedSegment.create(shared(Message.OUT_SEGMENT), 0));
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    Path home() {
        return directories.home();
    }

    private Path shared(String name) {
        return directories.shared().resolve(name);
    }

    ServerSocketChannel server() {
        return server;
    }

    byte[] token() {
        return token.clone();
    }

    ControlPage page() {
        return page;
    }

    /** To the worker. */
    SharedSegment in() {
        return in;
    }

    /** From the worker. */
    SharedSegment out() {
        return out;
    }

    Bootstrap bootstrap(WorkerSettings settings, String name) {
        return new Bootstrap(
                token(),
                name,
                home().toString(),
                directories.shared().toString(),
                CONTROL,
                settings.limits().inline(),
                settings.limits().result(),
                settings.codec().typeNames(),
                settings.initializer() == null
                        ? new byte[0]
                        : settings.initializer().work().toBytes(),
                Payloads.initializerInput(settings));
    }

    /** Once the worker is connected and has mapped what it shares. */
    void hide() throws IOException {
        server.close();
        java.nio.file.Files.deleteIfExists(home().resolve(Bootstrap.SOCKET));
        java.nio.file.Files.deleteIfExists(shared(CONTROL));
        in.unlink();
        out.unlink();
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                WorkerProcess.LOG.warn("a file of a worker could not be closed", e);
            }
        }
    }
}
