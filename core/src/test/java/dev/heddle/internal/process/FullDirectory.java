package dev.heddle.internal.process;

/** Run where files cannot grow: large calls fail, and small ones go on. */
final class FullDirectory {
    private FullDirectory() {}

    public static void main(String[] arguments) throws Exception {
        try (var crew = new Crew()) {
            var worker = crew.start();
            show(crew.failure(worker, Works::echo, new double[4 << 20]));
            show(crew.failure(worker, Works::bytes, 32 << 20));
            System.out.println(crew.call(worker, Works::echo, "and on"));
        }
    }

    private static void show(Throwable failure) {
        System.out.println(((WorkerFault) failure).kind() + " " + failure.getMessage());
    }
}
