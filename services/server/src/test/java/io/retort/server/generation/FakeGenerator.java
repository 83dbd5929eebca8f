package io.retort.server.generation;

import io.retort.learning.language.SamplingSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;

/**
 * Goes on from a prompt by its last character, which may be of use: {@code ?} brings the model's own digit for ever, {@code !} a
 * failure, {@code .} the end after three letters; else the prompt comes again and again. Above temperature 0 the seed's letters
 * come. A test may say when a step is made.
 */
public final class FakeGenerator implements TextGenerator {

    public final Semaphore maySteps = new Semaphore(0);
    public volatile int most;
    public volatile boolean closed;
    private static final int END = -1;

    private final int digit;
    private final Map<Long, Writer> texts = new HashMap<>();
    private long joined;

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
    public long join(int[] prompt, SamplingSettings settings) {
        texts.put(++joined, new Writer(prompt, settings));
        most = Math.max(most, texts.size());
        return joined;
    }

    @Override
    public List<Written> step() {
        maySteps.acquireUninterruptibly();
        List<Written> written = new ArrayList<>();
        texts.forEach((text, writer) -> written.add(writer.next(text)));
        written.forEach(one -> one.finish().ifPresent(over -> texts.remove(one.text())));
        return written;
    }

    @Override
    public void leave(long text) {
        texts.remove(text);
    }

    @Override
    public void close() {
        if (!texts.isEmpty()) {
            throw new IllegalStateException("closed while it writes");
        }
        closed = true;
    }

    private final class Writer {

        private final int[] prompt;
        private final SamplingSettings settings;
        private final SplittableRandom random;
        private int count;

        Writer(int[] prompt, SamplingSettings settings) {
            this.prompt = prompt;
            this.settings = settings;
            this.random = new SplittableRandom(settings.seed());
        }

        Written next(long text) {
            int letter = letter(count++);
            if (letter == END) {
                return new Written(text, "", Optional.of(Finish.STOP));
            }
            boolean last = count == settings.maximumTokens();
            return new Written(text, Character.toString(letter), last ? Optional.of(Finish.LENGTH) : Optional.empty());
        }

        private int letter(int place) {
            return switch (prompt[prompt.length - 1]) {
                case '?' -> digit;
                case '!' -> throw new IllegalStateException("cannot answer " + new String(prompt, 0, prompt.length));
                case '.' -> place == 3 ? END : 'a' + place;
                default -> settings.temperature() > 0 ? 'a' + random.nextInt(26) : prompt[place % prompt.length];
            };
        }
    }
}
