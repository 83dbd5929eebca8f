package io.retort.learning.huggingface;

import io.retort.learning.safetensors.ElementType;
import io.retort.learning.safetensors.FloatSink;
import io.retort.learning.safetensors.SafetensorsFile;
import io.retort.learning.student.UnusableModelException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A directory's weights: {@code model.safetensors}, or the shards that an index names. Opened means that every parameter of the
 * configuration is there with its shape, and nothing else that would have a part in the forward pass.
 */
final class WeightFiles implements WeightSource {

    static final String FILE = "model.safetensors";

    private static final Set<ElementType> TYPES = Set.of(ElementType.F32, ElementType.F16, ElementType.BF16);

    /** Frequencies that older checkpoints hold; they follow from the configuration. */
    private static final Pattern DERIVED = Pattern.compile("model\\.layers\\.\\d+\\.self_attn\\.rotary_emb\\.inv_freq");

    private final Map<String, SafetensorsFile> files;

    private WeightFiles(Map<String, SafetensorsFile> files) {
        this.files = files;
    }

    static WeightFiles open(Path directory, ModelConfiguration configuration) throws IOException {
        WeightFiles weights = new WeightFiles(filesByTensor(directory));
        Set<String> expected = new HashSet<>();
        for (TensorSpecification tensor : configuration.tensorSpecifications()) {
            weights.file(directory, tensor.name()).require(tensor.name(), TYPES, tensor.shape());
            expected.add(tensor.name());
        }
        weights.requireNothingElse(expected);
        return weights;
    }

    @Override
    public void read(TensorSpecification tensor, FloatSink sink) throws IOException {
        SafetensorsFile file = files.get(tensor.name());
        if (file == null) {
            throw new IllegalArgumentException("tensor " + tensor.name() + " is not of this model");
        }
        file.readFloats(tensor.name(), tensor.shape(), piece -> {
            requireFinite(file, tensor, piece);
            sink.accept(piece);
        });
    }

    private static void requireFinite(SafetensorsFile file, TensorSpecification tensor, FloatBuffer piece)
            throws UnusableModelException {
        for (int i = piece.position(); i < piece.limit(); i++) {
            if (!Float.isFinite(piece.get(i))) {
                throw new UnusableModelException(
                        file.path(),
                        "tensor " + tensor.name() + ": holds " + piece.get(i) + "; allowed: finite numbers");
            }
        }
    }

    private static Map<String, SafetensorsFile> filesByTensor(Path directory) throws IOException {
        // As transformers looks for them: one file first.
        if (Files.exists(directory.resolve(FILE))) {
            SafetensorsFile file = SafetensorsFile.open(directory.resolve(FILE));
            SortedMap<String, SafetensorsFile> files = new TreeMap<>();
            file.names().forEach(name -> files.put(name, file));
            return files;
        }
        if (Files.exists(directory.resolve(ShardIndex.FILE))) {
            return filesOfShards(directory);
        }
        throw new UnusableModelException(
                directory, "no weights; allowed: " + FILE + ", or " + ShardIndex.FILE + " with the files it names");
    }

    private static Map<String, SafetensorsFile> filesOfShards(Path directory) throws IOException {
        SortedMap<String, SafetensorsFile> shards = new TreeMap<>();
        SortedMap<String, SafetensorsFile> files = new TreeMap<>();
        for (Map.Entry<String, String> entry : ShardIndex.read(directory).entrySet()) {
            SafetensorsFile shard = shards.get(entry.getValue());
            if (shard == null) {
                shard = SafetensorsFile.open(directory.resolve(entry.getValue()));
                shards.put(entry.getValue(), shard);
            }
            if (!shard.has(entry.getKey())) {
                throw new UnusableModelException(
                        shard.path(), "tensor " + entry.getKey() + ": missing; the index places it here");
            }
            files.put(entry.getKey(), shard);
        }
        for (SafetensorsFile shard : shards.values()) {
            requireIndexed(shard, files);
        }
        return files;
    }

    private static void requireIndexed(SafetensorsFile shard, Map<String, SafetensorsFile> files)
            throws UnusableModelException {
        for (String name : shard.names()) {
            if (files.get(name) != shard) {
                throw new UnusableModelException(shard.path(), "tensor " + name + ": the index does not place it here");
            }
        }
    }

    private SafetensorsFile file(Path directory, String name) throws UnusableModelException {
        SafetensorsFile file = files.get(name);
        if (file == null) {
            throw new UnusableModelException(directory, "tensor " + name + ": missing from the weights");
        }
        return file;
    }

    private void requireNothingElse(Set<String> expected) throws IOException {
        for (Map.Entry<String, SafetensorsFile> entry : files.entrySet()) {
            String name = entry.getKey();
            if (!expected.contains(name) && !DERIVED.matcher(name).matches() && !isCopyOfTheEmbedding(name)) {
                throw new UnusableModelException(
                        entry.getValue().path(), "tensor " + name + ": the configuration has no such parameter");
            }
        }
    }

    /** Some tied models hold their head a second time. */
    private boolean isCopyOfTheEmbedding(String name) throws IOException {
        SafetensorsFile head = files.get(TensorOrder.HEAD);
        SafetensorsFile embedding = files.get(TensorOrder.EMBEDDING);
        return name.equals(TensorOrder.HEAD)
                && head != null
                && embedding != null
                && head.hasEqual(name, embedding, TensorOrder.EMBEDDING);
    }
}
