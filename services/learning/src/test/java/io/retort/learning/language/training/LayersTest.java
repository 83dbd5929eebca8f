package io.retort.learning.language.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.huggingface.TensorSpecification;
import io.retort.learning.language.Formula;
import io.retort.learning.language.LanguageModule;
import io.retort.learning.language.PackedTokens;
import io.retort.learning.language.Precision;
import io.retort.learning.torch.TorchArguments;
import io.retort.learning.torch.TorchEngine;
import io.retort.learning.torch.TorchModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every weight's gradient, from the losses through all layers, against central differences in float64 of the scores. */
class LayersTest {

    private static final double STEP = 1e-5; // error of about STEP^2
    private static final DistillationLoss.JensenShannon LOSS = new DistillationLoss.JensenShannon(0.3f);

    /**
     * Padded with the next one, alone, padded by one's neighbours, long enough for two rounds of queries, and so long that
     * attention's probabilities are not kept.
     */
    private static final int[] DOCUMENTS = {3, 4, 9, 20, 20, 17, 70, 140};

    private static final int STRIDE = 2; // every second token is labelled

    private final TorchEngine engine = TorchEngine.start(1);
    private final NDManager manager = engine.newManager();
    private final Random random = new Random(5);
    private final PackedTokens documents = PackedTokens.of(IntStream.range(0, DOCUMENTS.length)
            .mapToObj(i -> Formula.tokens(DOCUMENTS[i], i, TinyModel.VOCABULARY))
            .toList());
    private final long[] labelled = LongStream.range(0, documents.tokens().length)
            .filter(token -> token % STRIDE == 0)
            .toArray();
    private final List<NDArray> targets =
            HeadRows.many(labelled.length, TinyModel.VOCABULARY, 1, 1.5).targets(manager);

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @CsvSource({
        "true, false, false",
        "false, false, false",
        "true, true, false",
        "true, false, true",
        "false, true, true"
    })
    void shouldGiveEveryWeightItsGradient(boolean tied, boolean attentionBiases, boolean feedForwardBiases) {
        ModelConfiguration configuration =
                TinyModel.configuration(TinyModel.VOCABULARY, tied, attentionBiases, feedForwardBiases);
        List<NDArray> weights = weights(configuration, DataType.FLOAT64);
        try (TorchModule module = module(configuration, Precision.FLOAT32)) {
            List<NDArray> gradients = gradients(module, weights, all(weights));
            for (int i = 0; i < weights.size(); i++) {
                assertDerivatives(module, i, gradients.get(i), weights);
            }
        }
    }

    private void assertDerivatives(TorchModule module, int index, NDArray gradient, List<NDArray> weights) {
        double[] values = weights.get(index).toDoubleArray();
        double[] derivatives = gradient.toDoubleArray();
        for (int draw = 0; draw < 3; draw++) {
            int at = random.nextInt(values.length);
            double above = loss(module, withOneMoved(weights, index, at, STEP));
            double below = loss(module, withOneMoved(weights, index, at, -STEP));

            assertThat(derivatives[at])
                    .as("number %d of weight %d", at, index)
                    .isCloseTo((above - below) / (2 * STEP), within(1e-6 * (1 + Math.abs(derivatives[at]))));
        }
    }

    @Test
    void shouldAddFurtherGradientsToThoseThatAreThere() {
        ModelConfiguration configuration = TinyModel.configuration(TinyModel.VOCABULARY, false, true, true);
        List<NDArray> weights = weights(configuration, DataType.FLOAT64);
        try (TorchModule module = module(configuration, Precision.FLOAT32)) {
            List<NDArray> once = gradients(module, weights, all(weights));
            List<NDArray> twice = gradients(module, weights, all(weights));
            call(module, "further_gradients", weights, all(weights), twice);

            for (int i = 0; i < weights.size(); i++) {
                assertThat(relativeDifference(twice.get(i), once.get(i).mul(2))).isLessThan(1e-12);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 12", "false, 12", "false, 0"})
    void shouldLearnTheSameWhateverElseLearns(boolean tied, int first) {
        ModelConfiguration configuration = TinyModel.configuration(tied, false);
        List<NDArray> weights = weights(configuration, DataType.FLOAT64);
        try (TorchModule module = module(configuration, Precision.FLOAT32)) {
            List<NDArray> all = gradients(module, weights, all(weights));
            long[] some = LongStream.range(first, weights.size())
                    .filter(i -> i % 3 == 0)
                    .toArray();
            List<NDArray> found = gradients(module, weights, some);

            for (int i = 0; i < some.length; i++) {
                assertThat(found.get(i).toDoubleArray())
                        .isEqualTo(all.get((int) some[i]).toDoubleArray());
            }
        }
    }

    /** bfloat16 holds 8 bits, and a gradient has gone through some twenty products of them. */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void shouldComeCloseInEveryPrecision(Precision precision) {
        Map<Precision, Double> tolerances =
                Map.of(Precision.FLOAT32, 1e-4, Precision.FLOAT32_ONEDNN, 1e-4, Precision.BFLOAT16, 0.1);
        ModelConfiguration configuration = TinyModel.configuration(false, true);
        List<NDArray> weights = weights(configuration, DataType.FLOAT64);
        List<NDArray> narrow = weights(configuration, DataType.FLOAT32);
        try (TorchModule exact = module(configuration, Precision.FLOAT32);
                TorchModule module = module(configuration, precision)) {
            List<NDArray> expected = gradients(exact, weights, all(weights));
            List<NDArray> found = gradients(module, narrow, all(narrow));

            for (int i = 0; i < weights.size(); i++) {
                NDArray wide = found.get(i).toType(DataType.FLOAT64, false);
                assertThat(relativeDifference(wide, expected.get(i)))
                        .as("weight %d", i)
                        .isLessThan(tolerances.get(precision));
            }
        }
    }

    /** Gradients agree with a forward pass that looks ahead as well as with one that does not. */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void shouldNotLookAhead(Precision precision) {
        List<NDArray> weights = weights(TinyModel.configuration(false, true), DataType.FLOAT32);
        try (TorchModule module = module(TinyModel.configuration(false, true), precision)) {
            float[] expected = scores(module, weights, documents);
            for (int changed : new int[] {1, 2}) { // of one of these the token before is labelled
                float[] found = scores(module, weights, withOtherEnds(changed));
                for (int row = 0; row < labelled.length; row++) {
                    if (tokensBehind(labelled[row]) >= changed) {
                        assertThat(scoresOf(row, found))
                                .as("token %d, the last %d of its document changed", labelled[row], changed)
                                .isEqualTo(scoresOf(row, expected));
                    }
                }
                assertThat(found).isNotEqualTo(expected);
            }
        }
    }

    private float[] scores(TorchModule module, List<NDArray> weights, PackedTokens tokens) {
        List<NDArray> workspace = workspace(module, weights);
        TorchArguments arguments =
                arguments(tokens, DataType.FLOAT32).andList(weights).andList(workspace);
        return module.call("labelled_scores", manager, arguments)
                .singletonOrThrow()
                .toFloatArray();
    }

    private static float[] scoresOf(int row, float[] scores) {
        return Arrays.copyOfRange(scores, HeadRows.SCORES * row, HeadRows.SCORES * (row + 1));
    }

    /** The documents, with other tokens as the last ones of each. */
    private static PackedTokens withOtherEnds(int changed) {
        List<int[]> all = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS.length; i++) {
            int[] tokens = Formula.tokens(DOCUMENTS[i], i, TinyModel.VOCABULARY);
            for (int at = tokens.length - changed; at < tokens.length; at++) {
                tokens[at] = (tokens[at] + 1) % TinyModel.VOCABULARY;
            }
            all.add(tokens);
        }
        return PackedTokens.of(all);
    }

    /** How many follow in its document. */
    private static long tokensBehind(long token) {
        long end = 0;
        for (int length : DOCUMENTS) {
            end += length;
            if (token < end) {
                return end - 1 - token;
            }
        }
        throw new IllegalArgumentException("no token " + token);
    }

    private List<NDArray> gradients(TorchModule module, List<NDArray> weights, long[] trained) {
        List<NDArray> gradients = new ArrayList<>();
        for (long index : trained) {
            NDArray weight = weights.get((int) index);
            gradients.add(manager.zeros(weight.getShape(), weight.getDataType()).add(99)); // to be overwritten
        }
        call(module, "gradients", weights, trained, gradients);
        return gradients;
    }

    private void call(
            TorchModule module, String function, List<NDArray> weights, long[] trained, List<NDArray> gradients) {
        List<NDArray> workspace = workspace(module, weights);
        TorchArguments arguments = arguments(weights.get(0).getDataType())
                .and(manager.create(trained))
                .andList(weights)
                .andList(workspace)
                .andList(gradients);
        module.call(function, manager, arguments);
    }

    /** The sum that is learned, of the scores. */
    private double loss(TorchModule module, List<NDArray> weights) {
        List<NDArray> workspace = workspace(module, weights);
        TorchArguments arguments = arguments(DataType.FLOAT64).andList(weights).andList(workspace);
        double[] scores = module.call("labelled_scores", manager, arguments)
                .singletonOrThrow()
                .toDoubleArray();
        double[] coefficients = targets.get(3).toDoubleArray();
        return IntStream.range(0, labelled.length)
                .mapToDouble(row -> coefficients[2 * row] * scores[HeadRows.SCORES * row]
                        - coefficients[2 * row + 1] * scores[HeadRows.SCORES * row + 2])
                .sum();
    }

    /** Of few rows, so that the head takes several chunks. */
    private List<NDArray> workspace(TorchModule module, List<NDArray> weights) {
        return module.call(
                "workspace", manager, TorchArguments.of(manager.create(30L)).andList(weights));
    }

    private TorchArguments arguments(DataType type) {
        return arguments(documents, type);
    }

    private TorchArguments arguments(PackedTokens tokens, DataType type) {
        NDArray beta = manager.create((double) LOSS.beta());
        return TorchArguments.of(tokens.tensors(manager))
                .and(manager.create(labelled))
                .and(targets.stream()
                        .map(target -> target.getDataType() == DataType.FLOAT64 ? target.toType(type, true) : target)
                        .toArray(NDArray[]::new))
                .and(beta.toType(type, false));
    }

    private List<NDArray> withOneMoved(List<NDArray> weights, int index, int at, double by) {
        double[] values = weights.get(index).toDoubleArray();
        values[at] += by;
        NDArray moved = manager.create(values, weights.get(index).getShape());
        return weights.stream()
                .map(weight -> weight == weights.get(index) ? moved : weight)
                .toList();
    }

    private List<NDArray> weights(ModelConfiguration configuration, DataType type) {
        List<NDArray> weights = new ArrayList<>();
        for (TensorSpecification tensor : configuration.tensorSpecifications()) {
            long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
            float[] values = Formula.weights(tensor.name(), weights.size(), shape, 1);
            weights.add(manager.create(values, new Shape(shape)).toType(type, false));
        }
        return weights;
    }

    private static long[] all(List<NDArray> weights) {
        return LongStream.range(0, weights.size()).toArray();
    }

    private static double relativeDifference(NDArray found, NDArray expected) {
        double[] a = found.toDoubleArray();
        double[] b = expected.toDoubleArray();
        double difference = IntStream.range(0, a.length)
                .mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i]))
                .sum();
        return Math.sqrt(difference / Arrays.stream(b).map(x -> x * x).sum());
    }

    private TorchModule module(ModelConfiguration configuration, Precision precision) {
        return LanguageModule.load(engine, configuration, precision, TrainingSources.of(precision, LOSS));
    }
}
