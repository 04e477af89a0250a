package dev.heddle.internal.process;

import java.nio.file.Path;

/** A parent that is killed: says who its worker and its worker's child are, and waits. */
final class LonelyParent {
    private LonelyParent() {}

    public static void main(String[] arguments) throws Exception {
        var crew = new Crew();
        var worker = crew.start();
        Object child = crew.call(worker, Works::child, null);
        var spinning = Path.of(arguments[0]);
        crew.send(worker, Works::spin, spinning.toString());
        Crew.awaitFile(spinning);
        System.out.println(worker.pid());
        System.out.println(child);
        System.out.println(crew.directories.home());
        System.out.println(crew.directories.shared());
        Thread.currentThread().join();
    }
}
