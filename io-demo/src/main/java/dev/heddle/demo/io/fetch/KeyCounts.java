package dev.heddle.demo.io.fetch;

/**
 * How many there are of each key, in 20 bytes a slot, of which at most two thirds are in use: ten
 * million keys take 640 MB at most, where a {@code HashMap} would take two gigabytes. Open
 * addressing with linear probing (Knuth, The Art of Computer Programming, volume 3, 6.4, algorithm
 * L); keys are hashes already. Not thread-safe.
 */
final class KeyCounts {
    private static final int FIRST_SLOTS = 1_024;

    // Two words a slot. Two zeros are no key: SHA-256 gives them once in 2¹²⁸ times.
    private long[] keys = new long[2 * FIRST_SLOTS];
    private int[] counts = new int[FIRST_SLOTS];
    private int used;

    /** One more of it; returns how many there are now. */
    int add(Identity.Key key) {
        if (3L * (used + 1) > 2L * counts.length) {
            grow();
        }
        int slot = slot(key.high(), key.low());
        if (isEmpty(slot)) {
            put(slot, key.high(), key.low());
            used++;
        }
        return ++counts[slot];
    }

    /** One less of it; false if there is none. */
    boolean take(Identity.Key key) {
        int slot = slot(key.high(), key.low());
        if (counts[slot] == 0) {
            return false;
        }
        counts[slot]--;
        return true;
    }

    /** Where the key is, or the empty slot where it would be. */
    private int slot(long high, long low) {
        int mask = counts.length - 1;
        int slot = (int) low & mask;
        while (!isEmpty(slot) && (keys[2 * slot] != high || keys[2 * slot + 1] != low)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean isEmpty(int slot) {
        return keys[2 * slot] == 0 && keys[2 * slot + 1] == 0;
    }

    private void put(int slot, long high, long low) {
        keys[2 * slot] = high;
        keys[2 * slot + 1] = low;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        keys = new long[2 * oldKeys.length];
        counts = new int[2 * oldCounts.length];
        for (int i = 0; i < oldCounts.length; i++) {
            long high = oldKeys[2 * i];
            long low = oldKeys[2 * i + 1];
            if (high != 0 || low != 0) {
                int slot = slot(high, low);
                put(slot, high, low);
                counts[slot] = oldCounts[i];
            }
        }
    }
}
