package io.retort.learning.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** optimizers.py against its formulas in plain Java. */
class AdamWTest {

    private static final double RATE = 0.01;
    private static final double DECAY = 0.1;
    private static final double MEAN = 0.9;
    private static final double SQUARE = 0.95;
    private static final double EPSILON = 1e-8;

    private final TorchEngine engine = TorchEngine.start(1);
    private final TorchModule module = engine.load(TorchSources.shared());
    private final NDManager manager = engine.newManager();

    @AfterEach
    void close() {
        manager.close();
        module.close();
    }

    @Test
    void shouldStepAsAdamWDoes() {
        Random random = new Random(4);
        int size = 6;
        double[] weights = random.doubles(size, -1, 1).toArray();
        double[] means = new double[size];
        double[] squares = new double[size];
        NDArray tensor = manager.create(weights.clone());
        NDArray first = manager.zeros(new Shape(size), DataType.FLOAT64);
        NDArray second = manager.zeros(new Shape(size), DataType.FLOAT64);
        NDArray options = manager.create(new double[] {RATE, DECAY, MEAN, SQUARE, EPSILON});
        for (int step = 1; step <= 5; step++) {
            double[] gradient = random.doubles(size, -1, 1).toArray();
            TorchArguments arguments = TorchArguments.of();
            List.of(tensor, manager.create(gradient), first, second).forEach(one -> arguments.andList(List.of(one)));
            module.call("adamw", manager, arguments.and(manager.create((float) step), options));
            for (int i = 0; i < size; i++) {
                means[i] = MEAN * means[i] + (1 - MEAN) * gradient[i];
                squares[i] = SQUARE * squares[i] + (1 - SQUARE) * gradient[i] * gradient[i];
                double mean = means[i] / (1 - Math.pow(MEAN, step));
                double root = Math.sqrt(squares[i] / (1 - Math.pow(SQUARE, step)));
                weights[i] -= RATE * DECAY * weights[i] + RATE * mean / (root + EPSILON);
            }
        }

        assertThat(tensor.toDoubleArray()).usingComparatorWithPrecision(1e-9).containsExactly(weights);
        assertThat(first.toDoubleArray()).usingComparatorWithPrecision(1e-9).containsExactly(means);
        assertThat(second.toDoubleArray()).usingComparatorWithPrecision(1e-9).containsExactly(squares);
    }

    @Test
    void shouldScaleGradientsDownButNeverUp() {
        NDArray three = manager.create(new float[] {3, 0});
        NDArray four = manager.create(new float[] {0, 4});

        assertThat(clip(three, four, 10)).isCloseTo(5, within(1e-5f));
        assertThat(three.toFloatArray()).containsExactly(3, 0);

        assertThat(clip(three, four, 1)).isCloseTo(5, within(1e-5f));
        assertThat(three.toFloatArray()[0]).isCloseTo(0.6f, within(1e-5f));
        assertThat(four.toFloatArray()[1]).isCloseTo(0.8f, within(1e-5f));
    }

    private float clip(NDArray first, NDArray second, float largest) {
        TorchArguments arguments =
                TorchArguments.of().andList(List.of(first, second)).and(manager.create(largest));
        return module.call("clip_gradients", manager, arguments).get(0).toFloatArray()[0];
    }
}
