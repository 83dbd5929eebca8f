package io.retort.schemas.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retort.schemas.record.Support;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whether training on sampled labels is training on the full ones, taken from bytes that were encoded and decoded. Everything is
 * seeded: a figure here is the same in each run.
 */
class SampledGradientTest {

    private static final int VOCABULARY = 400;
    private static final int DRAWS = 22;
    private static final int PROMPTS = 2000;

    /**
     * The mean over positions of a squared distance by its squared standard error: 1 where there is no bias. Over eight
     * other sets of prompts its standard deviation was 0.2.
     */
    private static final double UNBIASED = 2;

    private static final double HARMONIC =
            IntStream.rangeClosed(1, VOCABULARY).mapToDouble(rank -> 1.0 / rank).sum();

    private final ZipfTeacher teacher = new ZipfTeacher(VOCABULARY);
    private final LabelDistributionCodec codec = new LabelDistributionCodec();

    /** Makes the label of one position. */
    private interface Labeller {
        Distribution label(float[] logProbabilities, DrawSeed seed, int position);
    }

    @Test
    void shouldMeetTheFullGradientWithinItsStandardError() {
        Labeller systematic = new SystematicDraws(DRAWS)::draw;

        List<GradientError> errors = errors(Support.SAMPLED, systematic);

        List<GradientError> topK = errors(Support.TOP_K, (all, seed, position) -> topK(all));
        report("sampled, " + DRAWS + " draws", errors);
        report("top-k of " + meanIds(systematic) + " ids and a tail, student uniform", topK);
        assertThat(inSquaredStandardErrors(errors)).isLessThan(UNBIASED);
        assertThat(squaredDistance(topK)).isGreaterThan(20 * squaredDistance(errors));
    }

    @Test
    void shouldTellTheBiasOfASelfNormalisedTemperedProposal() {
        Labeller tempered = new TemperedProposal(DRAWS, 0.7)::draw;

        List<GradientError> errors = errors(Support.TOP_K, tempered);

        report("tempered proposal", errors);
        assertThat(inSquaredStandardErrors(errors)).isGreaterThan(UNBIASED);
    }

    @Test
    void shouldEstimateTheAcceptanceRateByTheWitnesses() {
        double sum = 0;
        double squares = 0;
        double exact = 0;
        for (int position = 0; position < ZipfTeacher.POSITIONS; position++) {
            exact += acceptance(position) / ZipfTeacher.POSITIONS;
        }
        for (int prompt = 0; prompt < PROMPTS; prompt++) {
            double mean = 0;
            List<Distribution> label = label(prompt, Support.SAMPLED, new SystematicDraws(DRAWS)::draw);
            for (int position = 0; position < ZipfTeacher.POSITIONS; position++) {
                Draws draws = label.get(position).draws().orElseThrow();
                double ratio = student(draws.witness()) / Math.exp(draws.witnessLogProbability());
                mean += Math.min(1, ratio) / ZipfTeacher.POSITIONS;
            }
            sum += mean;
            squares += mean * mean;
        }
        double mean = sum / PROMPTS;
        double standardError = Math.sqrt((squares / PROMPTS - mean * mean) / PROMPTS);
        assertThat(mean).isCloseTo(exact, within(3 * standardError));
    }

    @Test
    void shouldEstimateTheDivergenceByTheDrawsAndTheEntropy() {
        double[] estimates = IntStream.range(0, PROMPTS)
                .mapToDouble(prompt -> divergence(label(prompt, Support.SAMPLED, new SystematicDraws(DRAWS)::draw)))
                .toArray();

        double mean = Arrays.stream(estimates).average().orElseThrow();
        double variance = Arrays.stream(estimates)
                .map(estimate -> Math.pow(estimate - mean, 2))
                .average()
                .orElseThrow();
        double quantisation = 0.0046 * Math.sqrt(3); // of the entropies, the same in each label
        assertThat(mean).isCloseTo(divergence(), within(3 * Math.sqrt(variance / PROMPTS) + quantisation));
    }

    private List<GradientError> errors(Support support, Labeller labeller) {
        List<GradientError> errors = IntStream.range(0, ZipfTeacher.POSITIONS)
                .mapToObj(position -> new GradientError(IntStream.range(0, VOCABULARY)
                        .mapToDouble(id -> teacher.probability(position, id))
                        .toArray()))
                .toList();
        for (int prompt = 0; prompt < PROMPTS; prompt++) {
            List<Distribution> label = label(prompt, support, labeller);
            for (int position = 0; position < errors.size(); position++) {
                errors.get(position).add(estimate(label.get(position)));
            }
        }
        return errors;
    }

    private List<Distribution> label(int prompt, Support support, Labeller labeller) {
        DrawSeed seed = DrawSeed.ofPrompt("prompt " + prompt);
        List<Distribution> made = new ArrayList<>();
        for (int position = 0; position < ZipfTeacher.POSITIONS; position++) {
            made.add(labeller.label(teacher.logProbabilities(position), seed, position));
        }
        byte[] bytes = codec.encode(support, made, VOCABULARY);
        return codec.decode(bytes, support, made.size(), VOCABULARY).match(read -> read, malformed -> {
            throw new AssertionError(malformed);
        });
    }

    /** p^: what is in the label, and the tail spread as a uniform student's gradient spreads it. */
    private static double[] estimate(Distribution label) {
        double[] estimate = new double[VOCABULARY];
        int rest = VOCABULARY - label.ids().length;
        Arrays.fill(estimate, rest == 0 ? 0 : Math.exp(label.tailLogMass()) / rest);
        for (int i = 0; i < label.ids().length; i++) {
            estimate[label.ids()[i]] = Math.exp(label.logProbabilities()[i]);
        }
        return estimate;
    }

    private Distribution topK(float[] all) {
        int[] ids = IntStream.range(0, VOCABULARY)
                .boxed()
                .sorted((a, b) -> Float.compare(all[b], all[a]))
                .limit(9)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        float[] logs = new float[ids.length];
        double mass = 0;
        for (int i = 0; i < ids.length; i++) {
            logs[i] = all[ids[i]];
            mass += Math.exp(logs[i]);
        }
        return new Distribution(ids, logs, (float) Math.log1p(-mass));
    }

    private long meanIds(Labeller labeller) {
        return Math.round(IntStream.range(0, 100)
                .mapToObj(prompt -> label(prompt, Support.SAMPLED, labeller))
                .flatMap(List::stream)
                .mapToInt(distribution -> distribution.ids().length)
                .average()
                .orElseThrow());
    }

    /** A student that knows no context: Zipf's law over the ids. */
    private static double student(int id) {
        return 1 / (HARMONIC * (id + 1));
    }

    private double acceptance(int position) {
        return IntStream.range(0, VOCABULARY)
                .mapToDouble(id -> Math.min(teacher.probability(position, id), student(id)))
                .sum();
    }

    private double divergence() {
        return IntStream.range(0, ZipfTeacher.POSITIONS)
                .mapToDouble(position -> IntStream.range(0, VOCABULARY)
                                .mapToDouble(id -> -teacher.probability(position, id) * Math.log(student(id)))
                                .sum()
                        - teacher.entropy(position))
                .average()
                .orElseThrow();
    }

    private static double divergence(List<Distribution> label) {
        return label.stream()
                .mapToDouble(distribution -> IntStream.range(0, distribution.ids().length)
                                .mapToDouble(i -> -Math.exp(distribution.logProbabilities()[i])
                                        * Math.log(student(distribution.ids()[i])))
                                .sum()
                        - distribution.draws().orElseThrow().entropy())
                .average()
                .orElseThrow();
    }

    private static double inSquaredStandardErrors(List<GradientError> errors) {
        return errors.stream()
                .mapToDouble(GradientError::bySquaredStandardError)
                .average()
                .orElseThrow();
    }

    private static double squaredDistance(List<GradientError> errors) {
        return errors.stream()
                .mapToDouble(GradientError::squaredDistance)
                .average()
                .orElseThrow();
    }

    private static void report(String labels, List<GradientError> errors) {
        double variance =
                errors.stream().mapToDouble(GradientError::variance).average().orElseThrow();
        System.out.printf(
                "%s: variance %.2e, squared distance of the mean gradient %.2e, in squared standard errors %.2f%n",
                labels, variance, squaredDistance(errors), inSquaredStandardErrors(errors));
    }
}
