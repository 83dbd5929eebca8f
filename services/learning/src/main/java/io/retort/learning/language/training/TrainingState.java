package io.retort.learning.language.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.huggingface.TensorSpecification;
import io.retort.learning.huggingface.WeightSource;
import io.retort.learning.torch.TorchEngine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a step changes: weights in float32, and for those that learn AdamW's moments and, where one is kept, the moving average.
 * Lists are in the order of the configuration's tensors. Not for use by several threads at once.
 */
final class TrainingState implements AutoCloseable {

    private final List<TensorSpecification> tensors;
    private final int[] trained;
    private final NDManager manager;
    private final List<NDArray> weights = new ArrayList<>();
    private final List<NDArray> means;
    private final List<NDArray> squares;
    private final List<NDArray> averages;
    private long updates;
    private long steps;

    private TrainingState(TorchEngine engine, ModelConfiguration configuration, int[] trained, boolean averaging) {
        this.tensors = configuration.tensorSpecifications();
        this.trained = trained;
        manager = engine.newManager();
        tensors.forEach(tensor -> weights.add(zeros(tensor)));
        means = zerosOfTrained();
        squares = zerosOfTrained();
        averages = averaging ? zerosOfTrained() : List.of();
        manager.cap(); // an array of a step that would end up here throws
    }

    /** Zeros. */
    static TrainingState of(TorchEngine engine, ModelConfiguration configuration, LanguageStudentSettings settings) {
        int[] trained = settings.trainable().of(configuration);
        return new TrainingState(engine, configuration, trained, settings.averageDecay() > 0);
    }

    /** Zeros, none of which learns: the weights alone are held. */
    static TrainingState ofWeights(TorchEngine engine, ModelConfiguration configuration) {
        return new TrainingState(engine, configuration, new int[0], false);
    }

    /** Takes the weights of a model that has not learned yet. */
    void begin(WeightSource source) throws IOException {
        for (int i = 0; i < tensors.size(); i++) {
            weights.get(i).set(floats(source.float32(tensors.get(i))));
        }
        for (int i = 0; i < averages.size(); i++) {
            trainedWeights().get(i).copyTo(averages.get(i));
        }
    }

    /** Goes on where a snapshot was taken. */
    void restore(OptimizerFile file) throws IOException {
        for (int i = 0; i < tensors.size(); i++) {
            weights.get(i).set(file.floats(OptimizerFile.WEIGHT, tensors.get(i)));
        }
        for (int i = 0; i < trained.length; i++) {
            TensorSpecification tensor = tensors.get(trained[i]);
            means.get(i).set(file.floats(OptimizerFile.MEAN, tensor));
            squares.get(i).set(file.floats(OptimizerFile.SQUARE, tensor));
            if (!averages.isEmpty()) {
                averages.get(i).set(file.floats(OptimizerFile.AVERAGE, tensor));
            }
        }
        steps = file.steps();
        updates = file.updates();
    }

    /** An immutable copy. */
    OptimizerState copy() {
        List<TensorSpecification> learning =
                Arrays.stream(trained).mapToObj(tensors::get).toList();
        return new OptimizerState(
                tensors, learning, copies(weights), copies(means), copies(squares), copies(averages), steps, updates);
    }

    List<NDArray> weights() {
        return weights;
    }

    List<NDArray> trainedWeights() {
        return Arrays.stream(trained).mapToObj(weights::get).toList();
    }

    List<NDArray> means() {
        return means;
    }

    List<NDArray> squares() {
        return squares;
    }

    /** Empty where none is kept. */
    List<NDArray> averages() {
        return averages;
    }

    /** Those of the tensors that learn that are matrices, as indices into the lists of these. */
    List<Integer> matrices() {
        return ofDimensions(2);
    }

    /** Those that are vectors. */
    List<Integer> vectors() {
        return ofDimensions(1);
    }

    private List<Integer> ofDimensions(int dimensions) {
        return IntStream.range(0, trained.length)
                .filter(i -> tensors.get(trained[i]).shape().size() == dimensions)
                .boxed()
                .toList();
    }

    long[] trained() {
        return Arrays.stream(trained).asLongStream().toArray();
    }

    /** How many steps of the optimizer were done, those included whose gradient was not finite. */
    long steps() {
        return steps;
    }

    /** How many of them changed the weights. */
    long updates() {
        return updates;
    }

    void countStep() {
        steps++;
    }

    void countUpdate() {
        updates++;
    }

    int heldArrays() {
        return manager.getManagedArrays().size();
    }

    @Override
    public void close() {
        manager.close();
    }

    private List<NDArray> zerosOfTrained() {
        return Arrays.stream(trained).mapToObj(i -> zeros(tensors.get(i))).toList();
    }

    private NDArray zeros(TensorSpecification tensor) {
        return manager.zeros(
                new Shape(tensor.shape().stream().mapToLong(Long::longValue).toArray()), DataType.FLOAT32);
    }

    private static FloatBuffer floats(ByteBuffer bytes) {
        return bytes.asFloatBuffer();
    }

    private static List<ByteBuffer> copies(List<NDArray> arrays) {
        return arrays.stream().map(array -> array.toByteBuffer(false)).toList();
    }
}
