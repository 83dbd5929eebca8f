package io.retort.learning.language;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.huggingface.TensorSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

/** One model of logits.json, and what transformers computed with it. */
final class LogitsCase {

    private final JsonNode json;

    private LogitsCase(JsonNode json) {
        this.json = json;
    }

    static List<LogitsCase> all() throws IOException {
        try (InputStream stream = LogitsCase.class.getResourceAsStream("logits.json")) {
            JsonNode cases = new ObjectMapper().readTree(stream).get("cases");
            return StreamSupport.stream(cases.spliterator(), false)
                    .map(LogitsCase::new)
                    .toList();
        }
    }

    ModelConfiguration configuration(Path directory) throws IOException {
        Files.writeString(
                directory.resolve("config.json"), json.get("configuration").toString());
        return ModelConfiguration.read(directory);
    }

    List<NDArray> weights(NDManager manager, ModelConfiguration configuration) {
        List<NDArray> weights = new ArrayList<>();
        for (TensorSpecification specification : configuration.tensorSpecifications()) {
            long[] shape =
                    specification.shape().stream().mapToLong(Long::longValue).toArray();
            float[] values = Formula.weights(
                    specification.name(),
                    weights.size(),
                    shape,
                    json.get("lastNorm").asDouble());
            weights.add(manager.create(values, new Shape(shape)));
        }
        return weights;
    }

    int[] lengths() {
        return integers("lengths");
    }

    int[] tokens(ModelConfiguration configuration) {
        return Formula.tokens(Arrays.stream(lengths()).sum(), 999, configuration.vocabularySize());
    }

    int[] positions() {
        return integers("positions");
    }

    /** Row by row, those of {@link #positions()}. */
    double[] logits() {
        return StreamSupport.stream(json.get("logits").spliterator(), false)
                .flatMap(row -> StreamSupport.stream(row.spliterator(), false))
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    @Override
    public String toString() {
        return json.get("name").asText();
    }

    private int[] integers(String key) {
        return StreamSupport.stream(json.get(key).spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }
}
