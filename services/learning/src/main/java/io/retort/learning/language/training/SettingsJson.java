package io.retort.learning.language.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.learning.huggingface.WeightType;
import io.retort.learning.language.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Settings as properties of a JSON object. Faults are {@link IllegalArgumentException}s that name the key. */
final class SettingsJson {

    private static final List<DistillationLoss> LOSSES = List.of(
            new DistillationLoss.ForwardKl(),
            new DistillationLoss.ReverseKl(),
            new DistillationLoss.JensenShannon(0.5f));

    private final ObjectNode root;

    SettingsJson(ObjectNode root) {
        this.root = root;
    }

    void put(LanguageStudentSettings settings, Precision precision) {
        root.put("precision", precision.name());
        root.put("loss", settings.loss().name());
        settings.loss()
                .match(forward -> root, reverse -> root, jensenShannon -> root.put("beta", jensenShannon.beta()));
        root.put("crossEntropyWeight", settings.crossEntropyWeight());
        settings.temperature().ifPresent(temperature -> root.put("temperature", temperature));
        root.put("learningRate", settings.learningRate().peak());
        root.put("warmUpSteps", settings.learningRate().warmUpSteps());
        settings.learningRate().decay().ifPresent(decay -> root.put("decayFromStep", decay.fromStep())
                .put("decaySteps", decay.steps()));
        root.put("weightDecay", settings.optimizer().decay());
        root.put("largestNorm", settings.optimizer().largestNorm());
        root.put("meanDecay", settings.optimizer().meanDecay());
        root.put("squareDecay", settings.optimizer().squareDecay());
        root.put("microBatchTokens", settings.microBatchTokens());
        root.put("averageDecay", settings.averageDecay());
        root.put("checkpointWeights", settings.checkpointWeights().name());
        ArrayNode frozen = root.putArray("frozen");
        settings.trainable().frozen().forEach(frozen::add);
    }

    StoredSettings read(int threads) {
        LanguageStudentSettings settings = new LanguageStudentSettings(
                loss(),
                number("crossEntropyWeight"),
                has("temperature") ? Optional.of(number("temperature")) : Optional.empty(),
                new LearningRate(number("learningRate"), (int) integer("warmUpSteps", Integer.MAX_VALUE), decay()),
                new OptimizerSettings(
                        number("weightDecay"), number("largestNorm"), number("meanDecay"), number("squareDecay")),
                (int) integer("microBatchTokens", Integer.MAX_VALUE),
                number("averageDecay"),
                constant("checkpointWeights", WeightType.values()),
                new TrainableTensors(texts("frozen")),
                threads);
        return new StoredSettings(settings, constant("precision", Precision.values()), integer("seed", Long.MAX_VALUE));
    }

    private DistillationLoss loss() {
        String name = required("loss").asText();
        DistillationLoss loss = LOSSES.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> fault(
                        "loss",
                        "'" + name + "'",
                        LOSSES.stream().map(DistillationLoss::name).toList()));
        return loss.match(
                forward -> loss, reverse -> loss, jensenShannon -> new DistillationLoss.JensenShannon(number("beta")));
    }

    private Optional<LearningRate.Decay> decay() {
        if (!has("decayFromStep") && !has("decaySteps")) {
            return Optional.empty();
        }
        return Optional.of(new LearningRate.Decay(
                integer("decayFromStep", Long.MAX_VALUE), (int) integer("decaySteps", Integer.MAX_VALUE)));
    }

    private <T extends Enum<T>> T constant(String key, T[] constants) {
        String name = required(key).asText();
        return Arrays.stream(constants)
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> fault(key, "'" + name + "'", List.of(constants)));
    }

    private List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        JsonNode array = required(key);
        for (JsonNode text : array) {
            if (!text.isTextual()) {
                throw fault(key, array, "texts");
            }
            texts.add(text.textValue());
        }
        return texts;
    }

    private float number(String key) {
        JsonNode node = required(key);
        if (!node.isNumber()) {
            throw fault(key, node, "a number");
        }
        return node.floatValue();
    }

    private long integer(String key, long greatest) {
        JsonNode node = required(key);
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() > greatest) {
            throw fault(key, node, "an integer up to " + greatest);
        }
        return node.longValue();
    }

    private boolean has(String key) {
        return root.has(key);
    }

    private JsonNode required(String key) {
        JsonNode node = root.path(key);
        if (node.isMissingNode()) {
            throw new IllegalArgumentException("no " + key);
        }
        return node;
    }

    private static IllegalArgumentException fault(String key, Object found, Object allowed) {
        return new IllegalArgumentException(key + " is " + found + "; allowed: " + allowed);
    }
}
