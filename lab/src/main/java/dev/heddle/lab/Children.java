package dev.heddle.lab;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Knows which model started which process: models act one at a time, so a process that nobody has
 * claimed belongs to the one that acted last. Any thread.
 */
final class Children {
    private final Set<ProcessHandle> claimed = new HashSet<>();
    private final Set<ProcessHandle> shared = new HashSet<>();

    /** This process's descendants that were not there before. */
    synchronized List<ProcessHandle> claimNew() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> !worksForAll(process))
                .filter(claimed::add)
                .toList();
    }

    /** A process, with those it starts, that works for all models. */
    synchronized void isShared(ProcessHandle server) {
        shared.add(server);
    }

    private boolean worksForAll(ProcessHandle process) {
        return shared.contains(process) || process.parent().map(this::worksForAll).orElse(false);
    }
}
