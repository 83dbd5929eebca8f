package io.retort.learning.language.training;

import io.retort.learning.huggingface.TensorSpecification;
import io.retort.learning.safetensors.ElementType;
import io.retort.learning.safetensors.SafetensorsFile;
import io.retort.learning.safetensors.SafetensorsWriter;
import io.retort.learning.safetensors.StoredTensor;
import io.retort.learning.student.UnusableModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code optimizer.safetensors}: what going on needs beside the model, all in float32. */
final class OptimizerFile {

    static final String NAME = "optimizer.safetensors";
    static final String WEIGHT = "weight.";
    static final String MEAN = "mean.";
    static final String SQUARE = "square.";
    static final String AVERAGE = "average.";

    private static final String STEPS = "steps";
    private static final String UPDATES = "updates";

    private final Path path;
    private final SafetensorsFile file;

    private OptimizerFile(Path path, SafetensorsFile file) {
        this.path = path;
        this.file = file;
    }

    static OptimizerFile open(Path directory) throws IOException {
        Path path = directory.resolve(NAME);
        return new OptimizerFile(path, SafetensorsFile.open(path));
    }

    static void write(Path directory, OptimizerState state) throws IOException {
        List<StoredTensor> tensors = new ArrayList<>();
        put(tensors, WEIGHT, state.tensors(), state.weights());
        put(tensors, MEAN, state.trained(), state.means());
        put(tensors, SQUARE, state.trained(), state.squares());
        put(tensors, AVERAGE, state.trained(), state.averages());
        tensors.add(StoredTensor.of(STEPS, new long[] {state.steps()}));
        tensors.add(StoredTensor.of(UPDATES, new long[] {state.updates()}));
        SafetensorsWriter.write(directory.resolve(NAME), tensors, Map.of("kind", StudentFile.KIND));
    }

    private static void put(
            List<StoredTensor> tensors, String prefix, List<TensorSpecification> names, List<ByteBuffer> values) {
        for (int i = 0; i < values.size(); i++) {
            TensorSpecification tensor = names.get(i);
            tensors.add(StoredTensor.ofBytes(prefix + tensor.name(), ElementType.F32, tensor.shape(), values.get(i)));
        }
    }

    /** @throws UnusableModelException if there is none of that name and shape */
    FloatBuffer floats(String prefix, TensorSpecification tensor) throws IOException {
        return file.floats(
                prefix + tensor.name(),
                tensor.shape().stream().mapToLong(Long::longValue).toArray());
    }

    long steps() throws IOException {
        return count(STEPS);
    }

    long updates() throws IOException {
        return count(UPDATES);
    }

    private long count(String name) throws IOException {
        long count = file.longs(name).get();
        if (count < 0) {
            throw new UnusableModelException(path, count + " " + name + "; allowed: 0 or more");
        }
        return count;
    }
}
