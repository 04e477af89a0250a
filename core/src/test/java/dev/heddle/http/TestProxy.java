package dev.heddle.http;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Proxies that work, for {@link RawServer}: what they were asked for is in the trail. */
final class TestProxy {
    private static final String AUTHORIZED = "proxy-authorization: Basic dXNlcjpzZWNyZXQ=";

    private static final String ELSEWHERE =
            "HTTP/1.1 302 Found\r\nLocation: http://there.invalid/\r\nContent-Length: 0\r\n\r\n";

    final List<String> trail = new CopyOnWriteArrayList<>();
    private final boolean wantsCredentials;

    TestProxy(boolean wantsCredentials) {
        this.wantsCredentials = wantsCredentials;
    }

    // --- HTTP -------------------------------------------------------------------------------

    /** CONNECT, and requests in absolute form; all hosts are 127.0.0.1. */
    void http(RawServer.Peer peer) throws IOException, InterruptedException {
        while (true) {
            var request = peer.readRequest();
            trail.add(request.head().lines().findFirst().orElseThrow());
            if (wantsCredentials && !request.head().contains(AUTHORIZED)) {
                peer.send("HTTP/1.1 407 Who are you?\r\nContent-Length: 0\r\n\r\n");
            } else if (request.method().equals("CONNECT")) {
                tunnel(peer, port(request.path()));
                return;
            } else {
                forward(peer, request);
            }
        }
    }

    private static int port(String authority) {
        return Integer.parseInt(authority.substring(authority.lastIndexOf(':') + 1));
    }

    private static void tunnel(RawServer.Peer peer, int port)
            throws IOException, InterruptedException {
        try (var to = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            peer.send("HTTP/1.1 200 Connection established\r\n\r\n");
            relay(peer, to);
        }
    }

    /** Answers itself, with what the server behind it would be asked. */
    private static void forward(RawServer.Peer peer, RawServer.Request request) throws IOException {
        if (request.path().endsWith("/elsewhere")) {
            peer.send(ELSEWHERE);
            return;
        }
        boolean names = request.head().contains("\r\nhost: ") || request.head().contains("Host: ");
        peer.answer(request.path() + " " + names);
    }

    private static void relay(RawServer.Peer peer, Socket to)
            throws IOException, InterruptedException {
        var back = Thread.ofVirtual().start(() -> copy(to, peer));
        var out = to.getOutputStream();
        pump(peer.in(), out);
        to.shutdownOutput();
        back.join();
    }

    private static void copy(Socket from, RawServer.Peer to) {
        try {
            pump(from.getInputStream(), to.out());
        } catch (IOException _) {
            // One of them has gone; the other is closed by the test.
        }
    }

    private static void pump(InputStream in, OutputStream out) throws IOException {
        byte[] part = new byte[8_192];
        for (int n = in.read(part); n >= 0; n = in.read(part)) {
            out.write(part, 0, n);
        }
    }

    // --- SOCKS5 (RFC 1928, 1929) ------------------------------------------------------------

    /** All names are 127.0.0.1's. */
    void socks5(RawServer.Peer peer) throws IOException, InterruptedException {
        var in = new DataInputStream(peer.in());
        in.readUnsignedByte();
        byte[] methods = in.readNBytes(in.readUnsignedByte());
        if (!wantsCredentials) {
            peer.send(new byte[] {5, 0});
        } else if (new String(methods, StandardCharsets.ISO_8859_1).indexOf(2) < 0) {
            peer.send(new byte[] {5, -1});
            peer.awaitEnd();
        } else {
            peer.send(new byte[] {5, 2});
            peer.send(new byte[] {1, (byte) (authenticates(in) ? 0 : 1)});
        }
        in.skipNBytes(3);
        String host = readHost(in);
        int port = in.readUnsignedShort();
        trail.add(host + ":" + port);
        try (var to = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            peer.send(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 80});
            relay(peer, to);
        }
    }

    private static boolean authenticates(DataInputStream in) throws IOException {
        in.readUnsignedByte();
        String user = text(in.readNBytes(in.readUnsignedByte()));
        String password = text(in.readNBytes(in.readUnsignedByte()));
        return user.equals("user") && password.equals("secret");
    }

    private static String readHost(DataInputStream in) throws IOException {
        return switch (in.readUnsignedByte()) {
            case 1 -> InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
            case 3 -> text(in.readNBytes(in.readUnsignedByte()));
            default -> InetAddress.getByAddress(in.readNBytes(16)).getHostAddress();
        };
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
