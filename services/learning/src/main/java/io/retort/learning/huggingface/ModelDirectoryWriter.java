package io.retort.learning.huggingface;

import io.retort.learning.safetensors.SafetensorsWriter;
import io.retort.learning.safetensors.StoredTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes a model's directory so that transformers and {@link ModelDirectory} open it: {@code config.json}, the tokenizer's files
 * and {@code model.safetensors}. The same model gives the same bytes.
 */
public final class ModelDirectoryWriter {

    /** transformers asks for it: the tensors are laid out as PyTorch's. */
    private static final Map<String, String> METADATA = Map.of("format", "pt");

    private ModelDirectoryWriter() {}

    /**
     * Writes new files, without flushing them to the device. Only pieces of the weights are in memory at a time.
     *
     * @param directory exists
     * @param weights gives every parameter of the configuration
     * @param type BF16 rounds each weight to the nearest, ties to even
     * @throws java.nio.file.FileAlreadyExistsException if one of the files is there
     */
    public static void write(
            Path directory,
            ModelConfiguration configuration,
            TokenizerFiles tokenizer,
            WeightSource weights,
            WeightType type)
            throws IOException {
        ConfigurationWriter.write(directory, configuration, type);
        tokenizer.writeTo(directory);
        List<StoredTensor> tensors = configuration.tensorSpecifications().stream()
                .map(tensor -> stored(tensor, weights, type))
                .toList();
        SafetensorsWriter.write(directory.resolve(WeightFiles.FILE), tensors, METADATA);
    }

    private static StoredTensor stored(TensorSpecification tensor, WeightSource weights, WeightType type) {
        return StoredTensor.ofFloats(
                tensor.name(), type.elements(), tensor.shape(), sink -> weights.read(tensor, sink));
    }
}
