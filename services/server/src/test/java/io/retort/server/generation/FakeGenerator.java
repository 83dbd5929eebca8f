package io.retort.server.generation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.function.IntSupplier;

/**
 * Goes on from a prompt by its last character, which may be of use: {@code ?} brings the model's own digit for ever, {@code !} a
 * failure, {@code .} the end after three letters; else the prompt comes again and again. Above temperature 0 the seed's letters
 * come. A test may say when a step is made.
 */
public final class FakeGenerator implements TextGenerator {

    public final Semaphore maySteps = new Semaphore(0);
    public volatile int most;
    public volatile boolean closed;
    private final int digit;
    private final Map<Integer, IntSupplier> texts = new HashMap<>();
    private int joined;

    /** @param number the digit it is known by */
    public FakeGenerator(int number) {
        this.digit = '0' + number;
    }

    /** One that never waits. */
    public static FakeGenerator free(int number) {
        FakeGenerator generator = new FakeGenerator(number);
        generator.maySteps.release(Integer.MAX_VALUE / 2);
        return generator;
    }

    @Override
    public int join(int[] prompt, Sampling sampling) {
        texts.put(++joined, writer(prompt, sampling));
        most = Math.max(most, texts.size());
        return joined;
    }

    @Override
    public List<NextToken> step() {
        maySteps.acquireUninterruptibly();
        List<NextToken> next = new ArrayList<>();
        texts.forEach((text, writer) -> next.add(new NextToken(text, writer.getAsInt())));
        return next;
    }

    @Override
    public void leave(int text) {
        if (texts.remove(text) == null) {
            throw new IllegalStateException("has left already");
        }
    }

    @Override
    public void close() {
        if (!texts.isEmpty()) {
            throw new IllegalStateException("closed while it writes");
        }
        closed = true;
    }

    private IntSupplier writer(int[] prompt, Sampling sampling) {
        SplittableRandom random = new SplittableRandom(sampling.seed());
        int[] count = {0};
        return () -> {
            int n = count[0]++;
            return switch (prompt[prompt.length - 1]) {
                case '?' -> digit;
                case '!' -> throw new IllegalStateException("cannot answer " + new String(prompt, 0, prompt.length));
                case '.' -> n == 3 ? '#' : 'a' + n;
                default -> sampling.temperature() > 0 ? 'a' + random.nextInt(26) : prompt[n % prompt.length];
            };
        };
    }
}
