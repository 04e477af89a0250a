package dev.heddle.internal.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.MessageDigest;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the worker among all who connect: it is the one that says the token. Whoever says
 * something else is dropped at once, and whoever says nothing when the worker has come.
 */
final class Handshake {
    private static final int MOST_STRANGERS = 16;

    private final Selector selector;
    private final ServerSocketChannel server;
    private final byte[] token;

    Handshake(Selector selector, ServerSocketChannel server, byte[] token) {
        this.selector = selector;
        this.server = server;
        this.token = token;
    }

    /** The worker's connection; null if it was over before, which a wake-up makes it look at. */
    @Nullable SocketChannel await(BooleanSupplier over) throws IOException {
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        SocketChannel worker = null;
        while (worker == null && !over.getAsBoolean()) {
            selector.select();
            worker = look();
        }
        forgetAllBut(worker);
        return worker;
    }

    private @Nullable SocketChannel look() throws IOException {
        SocketChannel worker = null;
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.channel() instanceof SocketChannel somebody) {
                if (isWorker(somebody, (ByteBuffer) key.attachment())) {
                    worker = somebody;
                }
            } else {
                accept();
            }
        }
        selector.selectedKeys().clear();
        return worker;
    }

    private void accept() throws IOException {
        SocketChannel somebody = server.accept();
        if (somebody == null) {
            return;
        }
        if (selector.keys().size() > MOST_STRANGERS) {
            somebody.close();
            return;
        }
        somebody.configureBlocking(false);
        somebody.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(token.length));
    }

    private boolean isWorker(SocketChannel somebody, ByteBuffer said) throws IOException {
        int n;
        try {
            n = somebody.read(said);
        } catch (IOException e) {
            n = -1;
        }
        if (n >= 0 && said.hasRemaining()) {
            return false;
        }
        boolean right = n >= 0 && isToken(said);
        if (!right) {
            WorkerProcess.LOG.warn(
                    "somebody without the token connected to a worker's socket and was dropped");
            somebody.close();
        }
        return right;
    }

    private boolean isToken(ByteBuffer said) {
        byte[] bytes = new byte[token.length];
        said.flip().get(bytes);
        return MessageDigest.isEqual(token, bytes);
    }

    /** A key that is cancelled is gone with the next select, and the worker's is to be new. */
    private void forgetAllBut(@Nullable SocketChannel worker) throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.cancel();
            if (key.channel() != worker) {
                key.channel().close();
            }
        }
        selector.selectNow();
    }
}
