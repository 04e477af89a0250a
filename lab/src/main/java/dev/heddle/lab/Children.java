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

    /** This process's descendants that were not there before. */
    synchronized List<ProcessHandle> claimNew() {
        return ProcessHandle.current().descendants().filter(claimed::add).toList();
    }
}
