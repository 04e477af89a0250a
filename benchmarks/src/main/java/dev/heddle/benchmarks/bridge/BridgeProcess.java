package dev.heddle.benchmarks.bridge;

import dev.heddle.worker.WorkerPool;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One exercise in a process of its own: for each number of units on stdin, a line {@code units
 * figure…} on stdout. Argument: the name of the exercise.
 */
final class BridgeProcess {
    private static final int STEPS = 20_000_000;
    private static final int ENTRIES = 200_000;

    private BridgeProcess() {}

    public static void main(String... args) throws Exception {
        var exercise = exercise(args[0]);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            var figures = exercise.run(Integer.parseInt(line));
            System.out.println(
                    line
                            + figures.stream()
                                    .map(figure -> " " + figure)
                                    .collect(Collectors.joining()));
        }
        // Pools and loops are left open, for the end of the process to close.
        System.exit(0);
    }

    private static Exercise exercise(String name) throws Exception {
        return switch (name) {
            case "await" -> ToThreads.oneAtATime(WorkerPool.threads());
            case "reactor-await" -> ToThreads.reactorOneAtATime();
            case "tasks" -> ToThreads.tasks(WorkerPool.threads());
            case "flatMap" -> ToThreads.flatMap(WorkerPool.threads());
            case "map" -> ToThreads.map(WorkerPool.threads());
            case "reactor-flatMap" -> ToThreads.reactorFlatMap();
            case "process-tasks" -> ToThreads.tasks(WorkerPool.processes());
            case "process-map" -> ToThreads.map(WorkerPool.processes());
            case "process-kilobyte" -> ToProcesses.kilobyte(WorkerPool.processes());
            case "socket-kilobyte" -> SocketEcho.kilobyte();
            case "process-doubles" -> ToProcesses.doubles();
            case "deadline" -> Ends.deadline();
            case "spare" -> Ends.spare();
            case "cold" -> Ends.cold();
            case "cold-aot" -> Ends.coldWithCache();
            case "idle" -> LoopLag.measure(Works::compute, STEPS, List.of());
            case "compute-threads" -> LoopLag.measure(Works::compute, STEPS, threads());
            case "compute-processes" -> LoopLag.measure(Works::compute, STEPS, processes());
            case "litter-threads" -> LoopLag.measure(Works::litter, ENTRIES, threads());
            case "litter-processes" -> LoopLag.measure(Works::litter, ENTRIES, processes());
            case "service-rest" -> Service.atRest();
            case "service-in-place" -> Service.inPlace();
            case "service-threads" -> Service.inPool(WorkerPool.threads());
            case "service-processes" -> Service.inPool(WorkerPool.processes());
            default -> throw new IllegalArgumentException("no such exercise: " + name);
        };
    }

    private static List<WorkerPool> threads() {
        return List.of(WorkerPool.threads(), WorkerPool.threads());
    }

    private static List<WorkerPool> processes() {
        return List.of(WorkerPool.processes(), WorkerPool.processes());
    }
}
