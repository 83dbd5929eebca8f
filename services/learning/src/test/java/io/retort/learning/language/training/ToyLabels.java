package io.retort.learning.language.training;

import io.retort.learning.student.Example;
import io.retort.learning.student.TokenSequence;
import io.retort.learning.student.TokenSpan;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.Draws;
import io.retort.schemas.record.Support;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Examples of a teacher whose next token depends on the last one, seeded: two likely ones, and a tail. */
final class ToyLabels {

    static final int TOKENS = 40; // of the vocabulary, in use
    static final double LIKELIEST = 0.6;
    static final double SECOND = 0.3;

    private final Random random;

    ToyLabels(long seed) {
        random = new Random(seed);
    }

    static int likeliest(int before) {
        return (7 * before + 3) % TOKENS;
    }

    private static int second(int before) {
        return (likeliest(before) + 11) % TOKENS;
    }

    /** With support TOP_K, of 2 to 18 tokens. */
    List<Example> batch(int size) {
        return batch(size, Support.TOP_K);
    }

    List<Example> batch(int size, Support support) {
        return IntStream.range(0, size)
                .mapToObj(i -> example(2 + random.nextInt(17), support))
                .toList();
    }

    Example example(int length, Support support) {
        int[] ids = new int[length];
        ids[0] = random.nextInt(TOKENS);
        List<Distribution> targets = new ArrayList<>();
        for (int i = 1; i < length; i++) {
            double draw = random.nextDouble();
            ids[i] = draw < LIKELIEST
                    ? likeliest(ids[i - 1])
                    : draw < LIKELIEST + SECOND ? second(ids[i - 1]) : random.nextInt(TOKENS);
            targets.add(target(ids[i - 1], support));
        }
        List<Distribution> given = support == Support.TEXT ? List.of() : targets;
        return new Example("", new TokenSequence(ids, List.of(new TokenSpan(1, length))), 1, support, given);
    }

    private static Distribution target(int before, Support support) {
        int a = likeliest(before);
        int b = second(before);
        boolean ascending = a < b;
        int[] ids = ascending ? new int[] {a, b} : new int[] {b, a};
        if (support == Support.SAMPLED) {
            Draws draws = new Draws(3, 0.9f, a, (float) Math.log(LIKELIEST));
            return Distribution.ofDraws(ids, ascending ? new int[] {2, 1} : new int[] {1, 2}, draws);
        }
        float first = (float) Math.log(ascending ? LIKELIEST : SECOND);
        float last = (float) Math.log(ascending ? SECOND : LIKELIEST);
        return new Distribution(ids, new float[] {first, last}, (float) Math.log(1 - LIKELIEST - SECOND));
    }
}
