package dev.heddle;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a class logs while this is open; it does not reach the console. */
public final class LogOf implements AutoCloseable {
    private final Logger logger;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    public LogOf(Class<?> type) {
        this(type.getName());
    }

    public LogOf(String name) {
        logger = (Logger) LoggerFactory.getLogger(name);
        appender.start();
        logger.addAppender(appender);
        logger.setAdditive(false);
    }

    public List<String> lines() {
        return List.copyOf(appender.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    public List<Throwable> failures() {
        return List.copyOf(appender.list).stream()
                .filter(event -> event.getThrowableProxy() != null)
                .map(event -> ((ThrowableProxy) event.getThrowableProxy()).getThrowable())
                .toList();
    }

    public void assertIsEmpty() {
        assertThat(lines()).isEmpty();
    }

    @Override
    public void close() {
        logger.setAdditive(true);
        logger.detachAppender(appender);
    }
}
