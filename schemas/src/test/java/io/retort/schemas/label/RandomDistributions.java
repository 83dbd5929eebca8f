package io.retort.schemas.label;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Softmax distributions of seeded logits, made in double precision. */
final class RandomDistributions {

    private final Random random;

    RandomDistributions(long seed) {
        this.random = new Random(seed);
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    List<Distribution> fullLabel(int positions, int size) {
        return Stream.generate(() -> full(size)).limit(positions).toList();
    }

    List<Distribution> topKLabel(int positions, int size) {
        return Stream.generate(() -> topK(between(1, Math.min(size, 40)), size))
                .limit(positions)
                .toList();
    }

    List<Distribution> sampledLabel(int positions, int size) {
        SystematicDraws draws = new SystematicDraws(between(1, 40));
        DrawSeed seed = DrawSeed.ofPrompt("prompt " + random.nextLong());
        return IntStream.range(0, positions)
                .mapToObj(position -> draws.draw(full(size).logProbabilities(), seed, position))
                .toList();
    }

    /** Every entry of the label space. */
    Distribution full(int size) {
        return of(logSoftmax(size), IntStream.range(0, size).toArray());
    }

    /** The k largest entries of the label space. */
    Distribution topK(int k, int size) {
        double[] all = logSoftmax(size);
        int[] ids = IntStream.range(0, size)
                .boxed()
                .sorted((a, b) -> Double.compare(all[b], all[a]))
                .limit(k)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        return of(all, ids);
    }

    private static Distribution of(double[] all, int[] ids) {
        boolean[] kept = new boolean[all.length];
        float[] logProbabilities = new float[ids.length];
        for (int i = 0; i < ids.length; i++) {
            kept[ids[i]] = true;
            logProbabilities[i] = (float) all[ids[i]];
        }
        double tail = IntStream.range(0, all.length)
                .filter(id -> !kept[id])
                .mapToDouble(id -> Math.exp(all[id]))
                .sum();
        return new Distribution(ids, logProbabilities, (float) Math.log(tail));
    }

    private double[] logSoftmax(int size) {
        double spread = Math.exp(random.nextDouble() * 4 - 1); // from nearly uniform to nearly certain
        double[] logits =
                random.doubles(size).map(u -> spread * Math.log(u / (1 - u))).toArray();
        double largest = Arrays.stream(logits).max().orElseThrow();
        double logSum = largest
                + Math.log(Arrays.stream(logits)
                        .map(logit -> Math.exp(logit - largest))
                        .sum());
        return Arrays.stream(logits).map(logit -> logit - logSum).toArray();
    }
}
