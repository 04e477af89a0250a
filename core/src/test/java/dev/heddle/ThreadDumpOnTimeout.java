package dev.heddle;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;
import org.slf4j.LoggerFactory;

/** Says where every thread is, virtual ones too, when a test has run out of time. */
public final class ThreadDumpOnTimeout implements PreInterruptCallback {
    @Override
    public void beforeThreadInterrupt(PreInterruptContext late, ExtensionContext test)
            throws IOException {
        Path file = Files.createTempDirectory("threads").resolve("dump.txt");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
        LoggerFactory.getLogger(ThreadDumpOnTimeout.class)
                .error("{} ran out of time:\n{}", test.getUniqueId(), Files.readString(file));
        Files.delete(file);
        Files.delete(file.getParent());
    }
}
