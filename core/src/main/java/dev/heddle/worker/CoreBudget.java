package dev.heddle.worker;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * How many computations run at once, over all pools that share it: the cores this JVM may use, by
 * the container's quota where there is one. Pools of threads and of processes take a core for each
 * call that runs; virtual threads, which mostly wait, take none.
 *
 * <p>A call that submits to another pool lends its core for as long as that takes, since it may
 * wait for the result.
 *
 * <p>Any thread may call any method; none waits.
 */
public final class CoreBudget {
    private static final CoreBudget SHARED =
            new CoreBudget(Runtime.getRuntime().availableProcessors());

    private final int cores;

    // Guarded by this. Negative while lent cores are taken back.
    private int free;
    private final Queue<Runnable> claims = new ArrayDeque<>();

    /** A hint for those who run: somebody waits for a core, or has lent one. */
    private volatile boolean wanted;

    private CoreBudget(int cores) {
        this.cores = cores;
        this.free = cores;
    }

    /**
     * The budget of the JVM, which every pool shares that was not given another.
     *
     * @return {@link Runtime#availableProcessors()} cores
     */
    public static CoreBudget shared() {
        return SHARED;
    }

    /**
     * A budget apart from the others.
     *
     * @param cores how many; at least 1
     * @return a new budget
     */
    public static CoreBudget of(int cores) {
        if (cores < 1) {
            throw new IllegalArgumentException("a budget needs at least 1 core: " + cores);
        }
        return new CoreBudget(cores);
    }

    /**
     * How many cores there are to share.
     *
     * @return the number of cores
     */
    public int cores() {
        return cores;
    }

    /** Takes a core: now, which is true, or when it is this claim's turn, and then runs it. */
    synchronized boolean take(Runnable claim) {
        if (free > 0 && claims.isEmpty()) {
            free--;
            return true;
        }
        claims.add(claim);
        noteWanted();
        return false;
    }

    /** Takes back a claim; false if its core has been given. */
    synchronized boolean withdraw(Runnable claim) {
        boolean waited = claims.remove(claim);
        noteWanted();
        return waited;
    }

    /** Gives a core back. */
    void give() {
        hand(nextOrFree());
    }

    /** Lends the core of a call that makes another, unless it is lent already. */
    void lend(Call<?> lender) {
        Runnable next = null;
        synchronized (this) {
            if (lender.inner++ == 0) {
                next = nextOrFree();
            }
        }
        hand(next);
    }

    /**
     * Takes a lent core back from whoever gives one next, once all that it was lent for is over.
     */
    synchronized void takeBack(Call<?> lender) {
        if (--lender.inner == 0) {
            free--;
            noteWanted();
        }
    }

    private static void hand(@Nullable Runnable next) {
        if (next != null) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable nextOrFree() {
        free++;
        var next = free > 0 ? claims.poll() : null;
        if (next != null) {
            free--;
        }
        noteWanted();
        return next;
    }

    /** Guarded by this. */
    private void noteWanted() {
        wanted = free < 0 || !claims.isEmpty();
    }

    /** Cores nobody has, less those that are to come back. */
    synchronized int free() {
        return free;
    }

    /** Whether somebody waits for a core. */
    boolean isWanted() {
        return wanted;
    }
}
