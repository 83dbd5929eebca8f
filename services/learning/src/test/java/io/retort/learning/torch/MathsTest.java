package io.retort.learning.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The shared TorchScript sources in float64 against definitions in plain Java and their finite differences. */
class MathsTest {

    private static final int CLASSES = 7;
    private static final int WIDTH = 7;
    private static final double STEP = 1e-5; // central differences: error of about STEP^2

    private final TorchEngine engine = TorchEngine.start(1);
    private final TorchModule module = engine.load(sources());
    private final NDManager manager = engine.newManager();
    private final Random random = new Random(11);

    private final List<SparseLoss> examples = List.of(
            target(CLASSES, 0), // full support
            target(3, 0.2),
            target(1, 0.999_9), // nearly all of it in the tail
            target(1, 1e-9),
            target(6, 0.3));

    @AfterEach
    void close() {
        manager.close();
        module.close();
    }

    @Test
    void shouldGiveForwardKlAndItsGradient() {
        double[] logits = logits();

        NDList returned = module.call("forward_kl", manager, logits(logits), ids(), logProbabilities(), tails());

        assertMatches(returned, logits, SparseLoss::forwardKl);
    }

    @Test
    void shouldGiveTheCentredRegressionAndItsGradient() {
        double[] logits = logits();

        NDList returned = module.call("centred_regression", manager, logits(logits), ids(), logProbabilities());

        assertMatches(returned, logits, SparseLoss::centredRegression);
    }

    @Test
    void shouldStayFiniteWhereLogitsAreFarApart() {
        double[] logits = new double[examples.size() * CLASSES];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = i % 2 == 0 ? 300 : -300;
        }

        NDList returned = module.call("forward_kl", manager, logits(logits), ids(), logProbabilities(), tails());

        assertThat(Arrays.stream(returned.get(0).toDoubleArray())).allMatch(Double::isFinite);
        assertThat(Arrays.stream(returned.get(1).toDoubleArray())).allMatch(Double::isFinite);
    }

    @Test
    void shouldStepRowsAsAdaGradDoes() {
        int rows = 5;
        double[][] table = new double[rows][CLASSES];
        double[] squares = new double[rows];
        NDArray tensor = manager.zeros(new Shape(rows, CLASSES), DataType.FLOAT64);
        NDArray accumulators = manager.zeros(new Shape(rows), DataType.FLOAT64);
        for (long[] touched : new long[][] {{3, 0}, {0, 1, 4}, {3, 1}}) {
            double[] gradients =
                    random.doubles((long) touched.length * CLASSES, -1, 1).toArray();
            gradients = touched.length == 3 ? zeroed(gradients, 2) : gradients; // row 4 has none
            NDArray indices = manager.create(touched);
            module.call(
                    "row_adagrad_for_test",
                    manager,
                    tensor,
                    accumulators,
                    indices,
                    manager.create(gradients, new Shape(touched.length, CLASSES)),
                    manager.create(0.3));
            stepInPlainJava(table, squares, touched, gradients);
        }

        double[] expected = Arrays.stream(table).flatMapToDouble(Arrays::stream).toArray();
        assertThat(tensor.toDoubleArray()).usingComparatorWithPrecision(1e-12).containsExactly(expected);
        assertThat(accumulators.toDoubleArray())
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(squares);
        assertThat(squares[4]).isZero();
        assertThat(squares[2]).isZero();
    }

    private static List<String> sources() {
        List<String> sources = new ArrayList<>(TorchSources.shared());
        sources.add(TorchSources.read(MathsTest.class, "row_adagrad_for_test.py"));
        return sources;
    }

    private static void stepInPlainJava(double[][] table, double[] squares, long[] touched, double[] gradients) {
        for (int i = 0; i < touched.length; i++) {
            int row = (int) touched[i];
            double sum = 0;
            for (int c = 0; c < CLASSES; c++) {
                sum += gradients[i * CLASSES + c] * gradients[i * CLASSES + c];
            }
            squares[row] += sum / CLASSES;
            for (int c = 0; c < CLASSES && sum > 0; c++) {
                table[row][c] -= 0.3 * gradients[i * CLASSES + c] / Math.sqrt(squares[row]);
            }
        }
    }

    private static double[] zeroed(double[] gradients, int line) {
        Arrays.fill(gradients, line * CLASSES, (line + 1) * CLASSES, 0);
        return gradients;
    }

    private void assertMatches(NDList returned, double[] logits, ToDoubleBiFunction<SparseLoss, double[]> loss) {
        double[] losses = returned.get(0).toDoubleArray();
        double[] gradient = returned.get(1).toDoubleArray();
        for (int example = 0; example < examples.size(); example++) {
            SparseLoss target = examples.get(example);
            double[] row = Arrays.copyOfRange(logits, example * CLASSES, (example + 1) * CLASSES);
            assertThat(losses[example]).isCloseTo(loss.applyAsDouble(target, row), within(1e-12));
            for (int c = 0; c < CLASSES; c++) {
                double difference = (loss.applyAsDouble(target, moved(row, c, STEP))
                                - loss.applyAsDouble(target, moved(row, c, -STEP)))
                        / (2 * STEP);
                assertThat(gradient[example * CLASSES + c])
                        .as("example %d, class %d", example, c)
                        .isCloseTo(difference, within(1e-8));
            }
        }
    }

    private static double[] moved(double[] row, int index, double by) {
        double[] copy = row.clone();
        copy[index] += by;
        return copy;
    }

    private SparseLoss target(int support, double tail) {
        int[] ids = random.ints(0, CLASSES).distinct().limit(support).sorted().toArray();
        double[] weights = random.doubles(support, 0.1, 1).toArray();
        double sum = Arrays.stream(weights).sum();
        double[] logProbabilities =
                Arrays.stream(weights).map(w -> Math.log(w / sum * (1 - tail))).toArray();
        return new SparseLoss(ids, logProbabilities, Math.log(tail));
    }

    private double[] logits() {
        return random.doubles((long) examples.size() * CLASSES, -2, 2).toArray();
    }

    private NDArray logits(double[] values) {
        return manager.create(values, new Shape(examples.size(), CLASSES));
    }

    private NDArray ids() {
        long[] ids = examples.stream()
                .flatMapToLong(
                        e -> IntStream.range(0, WIDTH).mapToLong(i -> i < e.ids().length ? e.ids()[i] : e.ids()[0]))
                .toArray();
        return manager.create(ids, new Shape(examples.size(), WIDTH));
    }

    private NDArray logProbabilities() {
        double[] values = examples.stream()
                .flatMapToDouble(e -> IntStream.range(0, WIDTH)
                        .mapToDouble(i -> i < e.ids().length ? e.logProbabilities()[i] : Double.NEGATIVE_INFINITY))
                .toArray();
        return manager.create(values, new Shape(examples.size(), WIDTH));
    }

    private NDArray tails() {
        return manager.create(examples.stream().mapToDouble(SparseLoss::tail).toArray(), new Shape(examples.size(), 1));
    }
}
