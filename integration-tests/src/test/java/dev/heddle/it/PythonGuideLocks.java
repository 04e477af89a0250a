package dev.heddle.it;

import static dev.heddle.Async.sleep;
import static dev.heddle.it.PythonGuideTasks.fetch;

import dev.heddle.TaskGroup;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The part of docs/from-python.md on what tasks wait for together: the JDK's own. */
final class PythonGuideLocks {
    private PythonGuideLocks() {}

    // @start region="lock"
    static final class Account {
        private final ReentrantLock lock = new ReentrantLock();
        private int balance;

        void add(int amount) throws InterruptedException {
            lock.lockInterruptibly(); // lock() would not hear of a cancellation
            try {
                int before = balance;
                sleep(Duration.ofMillis(1)); // waits, so another task may run here
                balance = before + amount;
            } finally {
                lock.unlock();
            }
        }

        int balance() {
            return balance;
        }
    }

    // @end

    static List<String> event() throws InterruptedException {
        var trail = new ArrayList<String>();
        // @start region="event"
        var ready = new CountDownLatch(1);
        try (var group = TaskGroup.open()) {
            group.spawn(() -> {
                ready.await(); // await event.wait()
                trail.add("went on");
            });
            trail.add("set");
            ready.countDown(); // event.set()
            group.join();
        }
        // @end
        return trail;
    }

    // @start region="condition"
    static final class Mailbox {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private final Deque<String> letters = new ArrayDeque<>();

        void put(String letter) {
            lock.lock();
            try {
                letters.add(letter);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        String take() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (letters.isEmpty()) {
                    changed.await();
                }
                return letters.remove();
            } finally {
                lock.unlock();
            }
        }
    }

    // @end

    // @start region="semaphore"
    static String politely(Semaphore atMostTwo, String url) throws InterruptedException {
        atMostTwo.acquire();
        try {
            return fetch(url);
        } finally {
            atMostTwo.release();
        }
    }

    // @end

    // @start region="queue"
    static List<String> produceAndConsume(List<String> urls) throws InterruptedException {
        var queue = new ArrayBlockingQueue<String>(10);
        var unfinished = new CountDownLatch(urls.size());
        var bodies = new ArrayList<String>(); // tasks of one loop: no lock
        try (var group = TaskGroup.open()) {
            for (int i = 0; i < 3; i++) {
                group.spawn(() -> {
                    while (true) {
                        bodies.add(fetch(queue.take()));
                        unfinished.countDown(); // queue.task_done()
                    }
                });
            }
            for (var url : urls) {
                queue.put(url); // parks while the queue is full
            }
            unfinished.await(); // await queue.join()
            group.cancel();
        }
        return bodies;
    }

    // @end

    // @start region="barrier"
    static void meet(CyclicBarrier barrier, List<String> trail)
            throws InterruptedException, BrokenBarrierException {
        trail.add("came");
        barrier.await();
        trail.add("went on");
    }
    // @end
}
