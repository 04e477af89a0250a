package dev.heddle;

import io.netty.channel.epoll.Epoll;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A test with one parameter, a {@link Transport}, run for each that this machine has. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@MethodSource("dev.heddle.ForEachTransport$Available#transports")
@interface ForEachTransport {
    /** Found by the annotation, by name. */
    final class Available {
        private Available() {}

        static Stream<Transport> transports() {
            return Epoll.isAvailable()
                    ? Stream.of(Transport.EPOLL, Transport.NIO)
                    : Stream.of(Transport.NIO);
        }
    }
}
