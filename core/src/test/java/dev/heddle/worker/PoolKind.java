package dev.heddle.worker;

/** The kinds of pools in this JVM, which mean the same by everything but their threads. */
enum PoolKind {
    THREADS,
    VIRTUAL_THREADS;

    InProcessPool.Builder builder() {
        return this == THREADS ? WorkerPool.ofThreads() : WorkerPool.ofVirtualThreads();
    }

    /** One that runs so many calls at once, however many cores there are. */
    InProcessPool open(int size) {
        return builder().size(size).budget(CoreBudget.of(size)).open();
    }
}
