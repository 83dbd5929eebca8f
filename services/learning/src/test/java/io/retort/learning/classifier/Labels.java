package io.retort.learning.classifier;

import io.retort.learning.labelspace.ClassSet;
import io.retort.learning.student.Example;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.record.Support;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Examples of a made-up teacher that looks for words of the classes' names, seeded. */
final class Labels {

    static final float TEMPERATURE = 0.05f;

    private static final List<String> FILLERS =
            List.of("please", "hello", "I", "want", "to", "my", "the", "now", "again", "help", "with", "a", "thanks");

    private final List<String> names = ClassSet.customerSupport().names();
    private final Random random;

    Labels(long seed) {
        random = new Random(seed);
    }

    /** With support FULL. */
    List<Example> batch(int size) {
        return IntStream.range(0, size).mapToObj(i -> example(names.size())).toList();
    }

    /** With support TOP_K, of one to k classes. */
    List<Example> topBatch(int size, int k) {
        return IntStream.range(0, size)
                .mapToObj(i -> example(1 + random.nextInt(k)))
                .toList();
    }

    private Example example(int support) {
        int topic = random.nextInt(names.size());
        List<String> words = new ArrayList<>(List.of(names.get(topic).split("_")));
        for (int i = random.nextInt(6); i >= 0; i--) {
            words.add(random.nextInt(words.size() + 1), FILLERS.get(random.nextInt(FILLERS.size())));
        }
        return Example.ofClasses(
                String.join(" ", words),
                TEMPERATURE,
                support == names.size() ? Support.FULL : Support.TOP_K,
                distribution(topic, support));
    }

    private Distribution distribution(int topic, int support) {
        double[] scores = new double[names.size()];
        Arrays.setAll(scores, i -> random.nextGaussian());
        scores[topic] += 5;
        double sum = Arrays.stream(scores).map(Math::exp).sum();
        int[] ids = IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                .limit(support)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        float[] logProbabilities = new float[ids.length];
        double mass = 0;
        for (int i = 0; i < ids.length; i++) {
            double probability = Math.exp(scores[ids[i]]) / sum;
            logProbabilities[i] = (float) Math.log(probability);
            mass += probability;
        }
        boolean full = support == scores.length;
        return new Distribution(ids, logProbabilities, full ? Float.NEGATIVE_INFINITY : (float) Math.log(1 - mass));
    }
}
