package dev.heddle;

import java.lang.ref.Cleaner;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Failures of tasks that nobody has awaited yet. One is logged when its task can no longer be
 * reached by anybody, or when the loop closes, and never twice.
 */
final class LostFailures {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

    /** Started by the first failure of this kind, not before. */
    private static final class Watch {
        static final Cleaner CLEANER = Cleaner.create();
    }

    private final Set<Lost> waiting = ConcurrentHashMap.newKeySet();

    void add(TaskImpl<?> task, Throwable failure) {
        Lost lost = new Lost(task.name(), task.site(), failure, waiting);
        waiting.add(lost);
        task.lost = lost;
        Watch.CLEANER.register(task, lost);
    }

    void logAll() {
        waiting.forEach(Lost::run);
    }

    /** Holds what the log line needs, and not the task. */
    static final class Lost implements Runnable {
        private final String task;
        private final String site;
        private final Throwable failure;
        private final Set<Lost> waiting;

        private Lost(String task, String site, Throwable failure, Set<Lost> waiting) {
            this.task = task;
            this.site = site;
            this.failure = failure;
            this.waiting = waiting;
        }

        void found() {
            waiting.remove(this);
        }

        @Override
        public void run() {
            if (waiting.remove(this)) {
                LOG.error(
                        "{} failed and nobody awaited it; it was created at {}",
                        task,
                        site,
                        failure);
            }
        }
    }
}
