package dev.heddle;

/**
 * What an {@link EventLoop} asks the operating system with. {@link #AUTO} is right unless one of
 * the others is to be measured or tested.
 */
public enum Transport {
    /** {@link #EPOLL} where its native library loads, else {@link #NIO}. */
    AUTO,
    /** Linux epoll through Netty's native library. */
    EPOLL,
    /** The JDK's selector: works everywhere, and costs a wake-up through the JDK's own poller. */
    NIO
}
