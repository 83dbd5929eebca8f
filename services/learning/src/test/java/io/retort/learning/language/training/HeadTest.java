package io.retort.learning.language.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.retort.learning.language.Precision;
import io.retort.learning.torch.TorchEngine;
import io.retort.learning.torch.TorchModule;
import io.retort.learning.torch.TorchSources;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The head's losses and gradients against their definitions in plain Java, finite differences and autograd. */
class HeadTest {

    private static final DistillationLoss FORWARD = new DistillationLoss.ForwardKl();
    private static final double STEP = 1e-5; // central differences: error of about STEP^2

    private final TorchEngine engine = TorchEngine.start(1);
    private final NDManager manager = engine.newManager();

    @AfterEach
    void close() {
        manager.close();
    }

    static Stream<Arguments> losses() {
        return Stream.of(
                        FORWARD,
                        new DistillationLoss.ReverseKl(),
                        new DistillationLoss.JensenShannon(0.5f),
                        new DistillationLoss.JensenShannon(0.1f))
                .flatMap(loss ->
                        Stream.of(Arguments.of(loss, new double[] {1}), Arguments.of(loss, new double[] {1, 2, 0.5})));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void shouldGiveEachLossAndItsGradient(DistillationLoss loss, double[] temperatures) {
        HeadRows rows = HeadRows.awkward(temperatures);
        double[] logits = rows.logits();
        try (TorchModule module = module(Precision.FLOAT32, loss)) {
            NDList returned = module.call("logits_gradient", manager, rows.arguments(manager, logits, beta(loss)));

            double[] scores = returned.get(0).toDoubleArray();
            double[] gradient = returned.get(1).toDoubleArray();
            for (int row = 0; row < rows.count(); row++) {
                double[] line = rows.line(logits, row);
                assertThat(Arrays.copyOfRange(scores, row * HeadRows.SCORES, (row + 1) * HeadRows.SCORES))
                        .as("scores of row %d", row)
                        .usingComparatorWithPrecision(1e-10)
                        .containsExactly(rows.scores(row, line, loss));
                for (int entry = 0; entry < line.length; entry++) {
                    double above = rows.learned(row, moved(line, entry, STEP), loss);
                    double below = rows.learned(row, moved(line, entry, -STEP), loss);
                    assertThat(gradient[row * line.length + entry])
                            .as("row %d, entry %d", row, entry)
                            .isCloseTo((above - below) / (2 * STEP), within(2e-8));
                }
            }
        }
    }

    @Test
    void shouldStayFiniteWhereLogitsAreFarApart() {
        HeadRows rows = HeadRows.awkward(1, 2);
        double[] logits = rows.logits();
        Arrays.setAll(logits, i -> i % 2 == 0 ? 300 : -300);
        losses().map(arguments -> (DistillationLoss) arguments.get()[0]).forEach(loss -> {
            try (TorchModule module = module(Precision.FLOAT32, loss)) {
                NDList returned = module.call("logits_gradient", manager, rows.arguments(manager, logits, beta(loss)));

                assertThat(Arrays.stream(returned.get(0).toDoubleArray())).allMatch(Double::isFinite);
                assertThat(Arrays.stream(returned.get(1).toDoubleArray())).allMatch(Double::isFinite);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void shouldGiveTheGradientsThatAutogradGives(Precision precision) {
        Map<Precision, Double> tolerances =
                Map.of(Precision.FLOAT32, 1e-4, Precision.FLOAT32_ONEDNN, 1e-4, Precision.BFLOAT16, 2e-2);
        for (double[] temperatures : new double[][] {{1}, {1, 0.7}}) {
            HeadRows rows = HeadRows.many(40, 90, temperatures);
            NDArray[] arguments = rows.headArguments(manager, 24);
            NDList exact;
            NDList fast;
            try (TorchModule reference = module(Precision.FLOAT32, FORWARD);
                    TorchModule module = module(precision, FORWARD)) {
                JniUtils.setGradMode(true);
                exact = reference.call("exact_head_gradients", manager, arguments);
                JniUtils.setGradMode(false);
                fast = module.call("head_gradients", manager, arguments);
            }
            for (int i = 1; i <= 2; i++) {
                assertThat(relativeError(fast.get(i), exact.get(i))).isLessThan(tolerances.get(precision));
            }
        }
    }

    private static double relativeError(NDArray found, NDArray expected) {
        float[] a = found.toFloatArray();
        float[] b = expected.toFloatArray();
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < a.length; i++) {
            difference += Math.pow(a[i] - b[i], 2);
            norm += Math.pow(b[i], 2);
        }
        return Math.sqrt(difference / norm);
    }

    private TorchModule module(Precision precision, DistillationLoss loss) {
        List<String> more = Stream.concat(
                        TrainingSources.of(precision, loss).stream(),
                        Stream.of(TorchSources.read(HeadTest.class, "head_for_test.py")))
                .toList();
        return TinyModel.module(engine, precision, more);
    }

    private static double beta(DistillationLoss loss) {
        return loss.match(forward -> 0.5, reverse -> 0.5, jensenShannon -> (double) jensenShannon.beta());
    }

    private static double[] moved(double[] line, int entry, double by) {
        double[] copy = line.clone();
        copy[entry] += by;
        return copy;
    }
}
