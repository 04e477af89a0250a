package dev.heddle.lab;

import java.util.Arrays;

/**
 * A process, as {@code /proc/PID/stat} tells of it (proc_pid_stat(5)).
 *
 * @param pid its number
 * @param parent its parent's; if that ended, 1 or an ancestor that takes in orphans
 * @param daemon whether it leads a session of its own, which has no terminal
 * @param startTicks when it began
 * @param ticks of CPU time, its own and that of children it waited for
 * @param user its owner's number
 */
record ProcessStat(long pid, long parent, boolean daemon, long startTicks, long ticks, int user) {
    private static final int PARENT = 1;
    private static final int SESSION = 3;
    private static final int TERMINAL = 4;
    private static final int USER_TICKS = 11;
    private static final int TIMES = 4;
    private static final int START = 19;

    /**
     * Reads the one line. A program's name may hold spaces and brackets, so fields begin behind.
     */
    static ProcessStat of(String line, int user) {
        long pid = Long.parseLong(line.substring(0, line.indexOf(' ')));
        String[] fields = line.substring(line.lastIndexOf(')') + 2).strip().split(" ");
        long ticks =
                Arrays.stream(fields, USER_TICKS, USER_TICKS + TIMES)
                        .mapToLong(Long::parseLong)
                        .sum();
        boolean daemon = Long.parseLong(fields[SESSION]) == pid && "0".equals(fields[TERMINAL]);
        return new ProcessStat(
                pid,
                Long.parseLong(fields[PARENT]),
                daemon,
                Long.parseLong(fields[START]),
                ticks,
                user);
    }
}
