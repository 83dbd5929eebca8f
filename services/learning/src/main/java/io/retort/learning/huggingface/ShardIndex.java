package io.retort.learning.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import io.retort.learning.student.UnusableModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** {@code model.safetensors.index.json}: which file of the directory holds which tensor. */
final class ShardIndex {

    static final String FILE = "model.safetensors.index.json";

    /** A file's name: nothing that leads to another directory. */
    private static final Pattern SHARD_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*\\.safetensors");

    private ShardIndex() {}

    /** The shard's name by the tensor's. */
    static SortedMap<String, String> read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        JsonFields index = JsonFields.read(file);
        JsonNode weightMap =
                index.value("weight_map").orElseThrow(() -> new UnusableModelException(file, "no weight_map"));
        if (!weightMap.isObject()) {
            throw new UnusableModelException(file, "weight_map is no JSON object");
        }
        SortedMap<String, String> shards = new TreeMap<>();
        for (Map.Entry<String, JsonNode> tensor : weightMap.properties()) {
            shards.put(tensor.getKey(), shardName(file, tensor.getKey(), tensor.getValue()));
        }
        return shards;
    }

    private static String shardName(Path file, String tensor, JsonNode name) throws UnusableModelException {
        if (!name.isTextual() || !SHARD_NAME.matcher(name.textValue()).matches()) {
            throw new UnusableModelException(
                    file,
                    "tensor " + tensor + ": in " + name
                            + "; allowed: the name of a .safetensors file of the same directory");
        }
        return name.textValue();
    }
}
