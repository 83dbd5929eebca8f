package io.retort.trainer.learner;

import java.util.HashSet;
import java.util.Set;

/** Which inputs were met among the last {@value #CAPACITY}, so that figures can leave repeats out. */
final class SeenInputs {

    static final int CAPACITY = 1 << 17;

    private final long[] ring = new long[CAPACITY];
    private final Set<Long> known = new HashSet<>();
    private long added;

    /** Remembers the input and tells whether it was new. */
    boolean add(long input) {
        if (!known.add(input)) {
            return false;
        }
        int place = (int) (added % CAPACITY);
        if (added >= CAPACITY) {
            known.remove(ring[place]);
        }
        ring[place] = input;
        added++;
        return true;
    }

    /** The inputs, oldest first. */
    long[] oldestFirst() {
        int held = (int) Math.min(added, CAPACITY);
        long[] inputs = new long[held];
        for (int i = 0; i < held; i++) {
            inputs[i] = ring[(int) ((added - held + i) % CAPACITY)];
        }
        return inputs;
    }

    static SeenInputs of(long[] oldestFirst) {
        SeenInputs seen = new SeenInputs();
        for (long input : oldestFirst) {
            seen.add(input);
        }
        return seen;
    }
}
