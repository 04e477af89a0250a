package dev.heddle.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.EventLoop;
import dev.heddle.Transport;
import dev.heddle.http.HttpException.Kind;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Unix sockets instead of hosts, on every transport. */
class HttpUnixSocketTest extends HttpTest {
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

    @TempDir Path directory;

    /** Answers each part that comes on one connection after the other. */
    private Path server() throws Exception {
        var path = directory.resolve("socket");
        var socket = closing(ServerSocketChannel.open(StandardProtocolFamily.UNIX));
        socket.bind(UnixDomainSocketAddress.of(path));
        Thread.ofVirtual().start(() -> serve(socket));
        return path;
    }

    private static void serve(ServerSocketChannel socket) {
        var in = ByteBuffer.allocate(8_192);
        try {
            while (true) {
                try (var connection = socket.accept()) {
                    while (connection.read(in.clear()) >= 0) {
                        connection.write(
                                ByteBuffer.wrap(ANSWER.getBytes(StandardCharsets.US_ASCII)));
                    }
                }
            }
        } catch (IOException _) {
            // The test is over.
        }
    }

    private HttpSession through(Transport transport, Path path) {
        EventLoop own;
        try {
            own = closing(EventLoop.builder().transport(transport).open());
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return Assumptions.abort(e.getMessage());
        }
        return closing(HttpSession.builder().loop(own).unixSocket(path).build());
    }

    private void assertFails(Transport transport, Path path, String why) {
        assertThatThrownBy(
                        () -> through(transport, path).get("http://host/").text().block(PATIENCE))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONNECT))
                .hasMessageContaining("no connection to the Unix socket " + path + ": " + why);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void serverBehindTheSocketAnswersWhateverTheHost(Transport transport) throws Exception {
        var http = through(transport, server());

        for (String url : new String[] {"http://no-host.invalid/", "http://127.0.0.1:1/"}) {
            assertThat(http.get(url).text().block(PATIENCE)).isEqualTo("hi");
            assertThat(http.get(url).text().block(PATIENCE)).isEqualTo("hi");
            http.close();
            http = through(transport, directory.resolve("socket"));
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void missingSocketIsNamed(Transport transport) {
        assertFails(transport, directory.resolve("none"), "there is no such file");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void fileThatIsNoSocketIsSaidToBeNone(Transport transport) throws Exception {
        assertFails(transport, Files.createFile(directory.resolve("f")), "it is not a socket");
        assertFails(transport, directory, "it is not a socket");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void socketThatNobodyListensToIsSaidToBeOne(Transport transport) throws Exception {
        var path = directory.resolve("left");
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(path));
        }

        assertFails(transport, path, "nobody listens there");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void pathThatIsTooLongIsSaidToBe(Transport transport) {
        var path = directory.resolve("x".repeat(200));

        assertThatThrownBy(
                        () -> through(transport, path).get("http://host/").text().block(PATIENCE))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONNECT))
                .hasMessageContaining("x".repeat(200));
    }
}
