package dev.heddle.internal.process.child;

import dev.heddle.internal.wire.Codec;
import dev.heddle.internal.wire.ControlPage;
import dev.heddle.internal.wire.SharedSegment;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** The main class of a worker's JVM. */
public final class WorkerMain {
    private WorkerMain() {}

    /** Works until the parent says goodbye or is gone. */
    public static void main(String[] arguments) throws IOException {
        InputStream parent = System.in;
        Bootstrap bootstrap = Bootstrap.readFrom(new DataInputStream(parent));
        ParentWatch.start(parent, bootstrap);
        // Work that reads its input finds the end of it, and cannot keep the watch from seeing it.
        System.setIn(InputStream.nullInputStream());
        Thread.currentThread().setName(bootstrap.name());
        boolean clean = work(bootstrap);
        // Threads that the work left behind do not keep the worker.
        System.exit(clean ? 0 : 1);
    }

    private static boolean work(Bootstrap bootstrap) throws IOException {
        try (SocketChannel socket = connect(bootstrap);
                ControlPage page = ControlPage.attach(shared(bootstrap, bootstrap.control()));
                SharedSegment in = SharedSegment.attach(shared(bootstrap, Message.IN_SEGMENT));
                SharedSegment out = SharedSegment.attach(shared(bootstrap, Message.OUT_SEGMENT))) {
            ClassLoader loader = ClassLoader.getSystemClassLoader();
            Codec codec = Codec.ofNames(bootstrap.allowedTypes(), loader);
            Link link = new Link(socket);
            Answers answers = new Answers(link, codec, out, bootstrap);
            RunLoop loop = new RunLoop(link, answers, page, in, new Works(codec, loader));
            return loop.initialize(bootstrap) && loop.run();
        }
    }

    private static SocketChannel connect(Bootstrap bootstrap) throws IOException {
        SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
        socket.connect(
                UnixDomainSocketAddress.of(
                        bootstrap.home() + File.separatorChar + Bootstrap.SOCKET));
        ByteBuffer token = ByteBuffer.wrap(bootstrap.token());
        while (token.hasRemaining()) {
            socket.write(token);
        }
        return socket;
    }

    private static Path shared(Bootstrap bootstrap, String name) {
        return Path.of(bootstrap.shared(), name);
    }
}
