package io.retort.schemas.label;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Distributions like a language model's: at each position Zipf's law over its own order of the vocabulary, from nearly certain
 * (exponent 3) to broad (exponent 0.8).
 */
final class ZipfTeacher {

    static final int POSITIONS = 8;

    private final List<float[]> logProbabilities = new ArrayList<>();

    ZipfTeacher(int vocabulary) {
        List<Integer> ranks =
                new ArrayList<>(IntStream.rangeClosed(1, vocabulary).boxed().toList());
        Random random = new Random(21);
        for (int position = 0; position < POSITIONS; position++) {
            Collections.shuffle(ranks, random);
            logProbabilities.add(logProbabilities(ranks, 0.8 + 2.2 * position / (POSITIONS - 1)));
        }
    }

    float[] logProbabilities(int position) {
        return logProbabilities.get(position);
    }

    double probability(int position, int id) {
        return Math.exp(logProbabilities.get(position)[id]);
    }

    double entropy(int position) {
        return IntStream.range(0, logProbabilities.get(position).length)
                .mapToDouble(id -> -probability(position, id) * logProbabilities.get(position)[id])
                .sum();
    }

    private static float[] logProbabilities(List<Integer> ranks, double exponent) {
        double sum =
                ranks.stream().mapToDouble(rank -> Math.pow(rank, -exponent)).sum();
        float[] logs = new float[ranks.size()];
        for (int id = 0; id < logs.length; id++) {
            logs[id] = (float) (-exponent * Math.log(ranks.get(id)) - Math.log(sum));
        }
        return logs;
    }
}
