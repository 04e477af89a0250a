package dev.heddle.demo.cpu;

import dev.heddle.demo.cpu.model.JobServer;

/** The process of the interpreter model: serves one workload's job. */
final class JobProcess {
    private JobProcess() {}

    /**
     * Serves it until standard input ends.
     *
     * @param args the workload's name, and whether in its quick size
     */
    public static void main(String... args) throws Exception {
        boolean quick = Boolean.parseBoolean(args[1]);
        for (var workload : CpuCatalogue.workloads(quick)) {
            if (workload.workload().name().equals(args[0])) {
                JobServer.serve(workload.job());
                return;
            }
        }
        throw new IllegalArgumentException("no workload " + args[0]);
    }
}
