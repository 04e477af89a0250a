package dev.heddle.internal.process;

import dev.heddle.internal.process.child.WorkerMain;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that starts a worker's JVM: this JVM's own {@code java}, with this JVM's class path.
 */
final class CommandLine {
    /** In the worker's directory. */
    static final String CRASH_REPORT = "hs_err.log";

    private static final Path NICE = Path.of("/usr/bin/nice");

    private final List<String> command = new ArrayList<>();

    private CommandLine() {}

    static List<String> of(WorkerSettings settings, Path home) {
        CommandLine line = new CommandLine();
        line.addNiceness(AotCache.niceness(settings));
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addMemory(settings.heapBytes());
        line.addDeath(home);
        line.addAccess();
        line.command.addAll(AotCache.optionsFor(settings));
        line.add("-cp", classPath());
        // Last, so that they win: another class path too, where it has this one in it.
        line.command.addAll(settings.jvmOptions());
        line.add(WorkerMain.class.getName());
        return line.command;
    }

    private void addNiceness(int niceness) {
        if (niceness > 0 && Files.isExecutable(NICE)) {
            add(NICE.toString(), "-n", Integer.toString(niceness));
        }
    }

    private void add(String... arguments) {
        command.addAll(List.of(arguments));
    }

    private void addMemory(long heapBytes) {
        // One thread works: a collector with threads of its own would take cores from the others.
        add("-XX:+UseSerialGC", "-Xmx" + heapBytes);
        // A loop that counts far must not keep the JVM from ending when its parent is gone.
        add("-XX:+UseCountedLoopSafepoints", "-XX:LoopStripMiningIter=1000");
    }

    private void addDeath(Path home) {
        add("-XX:+ExitOnOutOfMemoryError", "-XX:-CreateCoredumpOnCrash");
        add("-XX:ErrorFile=" + home.resolve(CRASH_REPORT));
        // Its file among the temporary ones would outlive a kill.
        add("-XX:-UsePerfData");
    }

    private void addAccess() {
        add("-Djava.awt.headless=true", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8");
        add("--enable-native-access=ALL-UNNAMED");
        if (Object.class
                .getModule()
                .isOpen("java.lang", ClassLoader.getSystemClassLoader().getUnnamedModule())) {
            add("--add-opens=java.base/java.lang=ALL-UNNAMED");
        }
    }

    /** What this JVM has on its module path is on the worker's class path too. */
    static String classPath() {
        List<String> entries = new ArrayList<>();
        addEntries(entries, System.getProperty("java.class.path", ""));
        for (String module :
                System.getProperty("jdk.module.path", "").split(File.pathSeparator, -1)) {
            boolean jars =
                    Files.isDirectory(Path.of(module))
                            && !Files.exists(Path.of(module, "module-info.class"));
            addEntries(entries, jars ? Path.of(module, "*").toString() : module);
        }
        return String.join(File.pathSeparator, entries);
    }

    /** An empty entry would mean the current directory. */
    private static void addEntries(List<String> entries, String path) {
        if (!path.isEmpty()) {
            entries.add(path);
        }
    }
}
