package io.retort.benchmarks.training;

import io.retort.learning.student.Example;
import io.retort.learning.student.TokenSequence;
import io.retort.learning.student.TokenSpan;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.record.Support;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Batches to learn from. Their shape is what a measurement is about; their tokens and labels are drawn at random, which changes
 * no operation of a step.
 *
 * @param name for people
 * @param vocabularySize of the student
 * @param batches one a step, again from the first after the last
 */
record Workload(String name, int vocabularySize, List<List<Example>> batches) {

    static final int KEPT = 32;

    private static final float TAIL = 0.05f;
    private static final int DENSE_BATCHES = 4;
    private static final int DENSE_DOCUMENTS = 8;
    private static final int DENSE_TOKENS = 256;

    /** As many real answers as have about 2,048 tokens, their prompts included. */
    private static final int REAL_DOCUMENTS = 22;

    /** Documents of 256 tokens, labelled throughout, 8 a batch. */
    static Workload dense(int vocabularySize) {
        DocumentLength length = new DocumentLength(1, DENSE_TOKENS - 1);
        List<List<DocumentLength>> batches = IntStream.range(0, DENSE_BATCHES)
                .mapToObj(batch -> IntStream.range(0, DENSE_DOCUMENTS)
                        .mapToObj(document -> length)
                        .toList())
                .toList();
        return of("dense, 8 x 256 tokens", vocabularySize, batches);
    }

    /** Prompts and answers as long as real ones, of which the answers are labelled. */
    static Workload real(int vocabularySize) {
        List<DocumentLength> lengths = DocumentLength.ofRealAnswers();
        List<List<DocumentLength>> batches = new ArrayList<>();
        for (int at = 0; at + REAL_DOCUMENTS <= lengths.size(); at += REAL_DOCUMENTS) {
            batches.add(lengths.subList(at, at + REAL_DOCUMENTS));
        }
        return of("real answers, 22 a batch", vocabularySize, batches);
    }

    private static Workload of(String name, int vocabularySize, List<List<DocumentLength>> batches) {
        Random random = new Random(1);
        return new Workload(
                name,
                vocabularySize,
                batches.stream()
                        .map(batch -> batch.stream()
                                .map(length -> example(length, vocabularySize, random))
                                .toList())
                        .toList());
    }

    /** Of one batch. */
    long tokens(int batch) {
        return tokens(batches.get(batch));
    }

    /** Of all batches once. */
    long tokens() {
        return tokens(examples());
    }

    List<Example> examples() {
        return batches.stream().flatMap(List::stream).toList();
    }

    private static long tokens(List<Example> examples) {
        return examples.stream()
                .mapToLong(example -> example.tokens().ids().length)
                .sum();
    }

    private static Example example(DocumentLength length, int vocabularySize, Random random) {
        int[] ids = random.ints(length.tokens(), 0, vocabularySize).toArray();
        List<Distribution> targets = IntStream.range(0, length.labelled())
                .mapToObj(position -> target(vocabularySize, random))
                .toList();
        List<TokenSpan> labelled = List.of(new TokenSpan(length.unlabelled(), length.tokens()));
        return new Example("", new TokenSequence(ids, labelled), 1, Support.TOP_K, targets);
    }

    private static Distribution target(int vocabularySize, Random random) {
        int[] ids =
                random.ints(0, vocabularySize).distinct().limit(KEPT).sorted().toArray();
        double[] weights = random.doubles(KEPT, 0.01, 1).map(x -> x * x * x).toArray();
        double sum = IntStream.range(0, KEPT).mapToDouble(i -> weights[i]).sum();
        float[] logProbabilities = new float[KEPT];
        for (int i = 0; i < KEPT; i++) {
            logProbabilities[i] = (float) Math.log(weights[i] / sum * (1 - TAIL));
        }
        return new Distribution(ids, logProbabilities, (float) Math.log(TAIL));
    }
}
