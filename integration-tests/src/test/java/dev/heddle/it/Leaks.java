package dev.heddle.it;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * What Netty's leak detection, at paranoid in tests, has reported since this was opened. It learns
 * of a leak from the garbage collector, and reports it when the next buffer is made.
 */
final class Leaks implements AutoCloseable {
    private static final int COLLECTIONS = 3;

    private final Logger log =
            (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class.getName());
    private final ListAppender<ILoggingEvent> reports = new ListAppender<>();

    Leaks() {
        reports.start();
        log.addAppender(reports);
    }

    List<String> found() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            PooledByteBufAllocator.DEFAULT.buffer().release();
        }
        return List.copyOf(reports.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public void close() {
        log.detachAppender(reports);
    }
}
