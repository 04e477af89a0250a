package dev.heddle.internal.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says of a dead worker why it is dead, in one sentence. */
final class Diagnosis {
    private static final Map<Integer, String> SIGNALS =
            Map.ofEntries(
                    Map.entry(1, "SIGHUP"),
                    Map.entry(2, "SIGINT"),
                    Map.entry(3, "SIGQUIT"),
                    Map.entry(4, "SIGILL"),
                    Map.entry(5, "SIGTRAP"),
                    Map.entry(6, "SIGABRT"),
                    Map.entry(7, "SIGBUS"),
                    Map.entry(8, "SIGFPE"),
                    Map.entry(9, "SIGKILL"),
                    Map.entry(11, "SIGSEGV"),
                    Map.entry(13, "SIGPIPE"),
                    Map.entry(15, "SIGTERM"),
                    Map.entry(24, "SIGXCPU"),
                    Map.entry(25, "SIGXFSZ"));

    /** Java adds the signal to this, as shells do. */
    private static final int SIGNALLED = 128;

    private static final int LAST_SIGNAL = 64;
    private static final int EXIT_ON_OUT_OF_MEMORY = 3;
    private static final String OUT_OF_MEMORY = "Terminating due to java.lang.OutOfMemoryError";

    private final Evidence evidence;

    private Diagnosis(Evidence evidence) {
        this.evidence = evidence;
    }

    /**
     * What is known of a dead worker.
     *
     * @param killed the reason it was killed for, if it was
     * @param violation what was wrong with what it said, if anything was
     * @param resident bytes, when last seen; -1 if never
     */
    record Evidence(
            String name,
            long pid,
            int exit,
            @Nullable String killed,
            @Nullable String violation,
            Path home,
            @Nullable Path crashReports,
            List<String> lastLines,
            long resident,
            long heapCap) {}

    /** A kind and a sentence. */
    record Finding(Death.Kind kind, String cause) {}

    static Finding of(Evidence evidence) {
        return new Diagnosis(evidence).find();
    }

    private Finding find() {
        String oom = lineWith(OUT_OF_MEMORY);
        Path report = evidence.home().resolve(CommandLine.CRASH_REPORT);
        if (evidence.violation() != null && evidence.killed() == null) {
            return finding(Death.Kind.PROTOCOL, "was killed: " + evidence.violation());
        }
        if (evidence.exit() == EXIT_ON_OUT_OF_MEMORY && oom != null) {
            String what = oom.substring(OUT_OF_MEMORY.length()).replaceFirst("^: ", "");
            return finding(Death.Kind.OUT_OF_MEMORY, "ran out of memory (" + what + ")");
        }
        if (Files.exists(report)) {
            return finding(Death.Kind.NATIVE_CRASH, crash(report));
        }
        if (evidence.killed() != null) {
            return finding(Death.Kind.KILLED, "was killed: " + evidence.killed());
        }
        int signal = evidence.exit() - SIGNALLED;
        if (signal > 0 && signal <= LAST_SIGNAL) {
            return finding(Death.Kind.SIGNAL, bySignal(signal));
        }
        return finding(Death.Kind.EXIT, "ended itself with exit code " + evidence.exit());
    }

    private static String bySignal(int signal) {
        String text = "was killed by " + SIGNALS.getOrDefault(signal, "signal " + signal);
        return signal == 9
                ? text + ", not sent by Heddle: by a person, or by a system short of memory"
                : text;
    }

    private Finding finding(Death.Kind kind, String what) {
        String resident =
                evidence.resident() < 0
                        ? ""
                        : "resident " + Memory.text(evidence.resident()) + " when last seen, ";
        return new Finding(
                kind,
                "worker %s (pid %d) %s; %sheap cap %s"
                        .formatted(
                                evidence.name(),
                                evidence.pid(),
                                what,
                                resident,
                                Memory.text(evidence.heapCap())));
    }

    private @Nullable String lineWith(String text) {
        for (String line : evidence.lastLines()) {
            if (line.contains(text)) {
                return line.substring(line.indexOf(text));
            }
        }
        return null;
    }

    // --- the JVM's own report ---------------------------------------------------------------

    private String crash(Path report) {
        String signal = "a signal";
        String frame = "unknown";
        try {
            // Native names in it need not be UTF-8.
            List<String> lines =
                    Files.readAllLines(report, java.nio.charset.StandardCharsets.ISO_8859_1);
            for (int i = 0; i + 1 < lines.size() && i < 64; i++) {
                String line = lines.get(i);
                if (line.startsWith("#  SIG")) {
                    signal = line.substring(1).trim().split(",", 2)[0];
                } else if (line.startsWith("# Problematic frame")) {
                    frame = lines.get(i + 1).substring(1).trim();
                }
            }
        } catch (IOException e) {
            frame = "its report cannot be read: " + e;
        }
        return "crashed in native code: " + signal + ", in frame [" + frame + "]" + kept(report);
    }

    private String kept(Path report) {
        Path directory = evidence.crashReports();
        if (directory == null) {
            return "; crashReports(directory), where the pool is built, keeps the JVM's report";
        }
        Path copy = directory.resolve("hs_err-" + evidence.name() + "-" + evidence.pid() + ".log");
        try {
            Files.createDirectories(directory);
            Files.copy(report, copy, StandardCopyOption.REPLACE_EXISTING);
            return ", report in " + copy;
        } catch (IOException e) {
            return ", its report could not be copied to " + directory + " (" + e + ")";
        }
    }
}
