package io.retort.learning.classifier;

import io.retort.learning.safetensors.ElementType;
import io.retort.learning.safetensors.SafetensorsWriter;
import io.retort.learning.safetensors.StoredTensor;
import io.retort.learning.student.StudentSnapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A text classifier at one step. Its files: {@code config.json}; {@code model.safetensors}, what serving needs; and
 * {@code optimizer.safetensors}, what going on needs beside it.
 *
 * @param configuration with the temperature the student has by now
 * @param steps done
 * @param table float32 [rows, classes]
 * @param squares AdaGrad's accumulators, float32 [rows]
 */
record TextClassifierSnapshot(
        TextClassifierConfiguration configuration, long steps, ByteBuffer table, ByteBuffer squares)
        implements StudentSnapshot {

    static final String MODEL_FILE = "model.safetensors";
    static final String OPTIMIZER_FILE = "optimizer.safetensors";

    static final String TABLE = "table";
    static final String SQUARES = "squares";
    static final String STEPS = "steps";

    private static final Map<String, String> METADATA = Map.of("kind", TextClassifierConfiguration.KIND);

    @Override
    public void writeTo(Path directory) throws IOException {
        long rows = configuration.rows();
        long classes = configuration.classes().size();
        ConfigurationFile.write(directory, configuration);
        SafetensorsWriter.write(
                directory.resolve(MODEL_FILE),
                List.of(StoredTensor.ofBytes(TABLE, ElementType.F32, List.of(rows, classes), table)),
                METADATA);
        SafetensorsWriter.write(
                directory.resolve(OPTIMIZER_FILE),
                List.of(
                        StoredTensor.ofBytes(SQUARES, ElementType.F32, List.of(rows), squares),
                        StoredTensor.of(STEPS, new long[] {steps})),
                METADATA);
    }
}
