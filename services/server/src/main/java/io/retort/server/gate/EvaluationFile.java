package io.retort.server.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.retort.learning.student.Example;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.LabelDistributionCodec;
import io.retort.schemas.record.Support;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Evaluation prompts with the teacher's labels, one JSON object a line:
 *
 * <pre>
 *   {"text": "Where is my card?", "label": {"card_arrival": 0.9, "lost_card": 0.1}}
 *   {"text": "I lost my card", "label": "lost_card"}
 * </pre>
 *
 * A label is a probability for each class, or for some, the others having none, and sums to 1 within {@value
 * LabelDistributionCodec#MASS_TOLERANCE}; or the name of one class. Probabilities stand at the student's own temperature unless
 * the line names another, {@code "temperature": 0.05}. Empty lines are ignored.
 */
final class EvaluationFile {

    private record Prompt(int line, String text, Map<String, Double> label, Optional<Float> temperature) {}

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path file;
    private final List<Prompt> prompts = new ArrayList<>();

    private EvaluationFile(Path file) {
        this.file = file;
    }

    /**
     * Reads it.
     *
     * @throws UnusableEvaluationException if it is missing, malformed, or has fewer than two prompts
     */
    static EvaluationFile read(Path file) {
        EvaluationFile evaluation = new EvaluationFile(file);
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw evaluation.fault("does not exist", e);
        } catch (CharacterCodingException e) {
            throw evaluation.fault("not UTF-8", e);
        } catch (IOException e) {
            throw evaluation.fault("cannot be read: " + e.getMessage(), e);
        }
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                evaluation.add(i + 1, lines.get(i));
            }
        }
        if (evaluation.prompts.size() < 2) {
            throw new UnusableEvaluationException(file, evaluation.prompts.size() + " prompts; allowed: at least 2");
        }
        return evaluation;
    }

    /**
     * The prompts as a student is scored on them.
     *
     * @throws UnusableEvaluationException if a class is none of the student's, or the student knows no classes
     */
    List<Example> examples(JudgedStudent student) {
        if (student.classes().isEmpty()) {
            throw new UnusableEvaluationException(
                    file, "labels over classes for a student that knows none; allowed: a student that is a classifier");
        }
        Map<String, Integer> ids = new TreeMap<>();
        student.classes().forEach(name -> ids.put(name, ids.size()));
        float own = student.temperature().orElse(1f);
        return prompts.stream().map(prompt -> example(prompt, ids, own)).toList();
    }

    private Example example(Prompt prompt, Map<String, Integer> ids, float own) {
        TreeMap<Integer, Double> byId = new TreeMap<>();
        double sum = prompt.label().values().stream().mapToDouble(p -> p).sum();
        prompt.label().forEach((name, probability) -> {
            Integer id = ids.get(name);
            if (id == null) {
                throw fault(prompt.line(), "'" + name + "' is none of the student's classes");
            }
            if (probability > 0) {
                byId.put(id, probability / sum);
            }
        });
        float[] logs = new float[byId.size()];
        int i = 0;
        for (double probability : byId.values()) {
            logs[i++] = (float) Math.min(0, Math.log(probability));
        }
        int[] support = byId.keySet().stream().mapToInt(id -> id).toArray();
        return Example.ofClasses(
                prompt.text(),
                prompt.temperature().orElse(own),
                support.length == ids.size() ? Support.FULL : Support.TOP_K,
                new Distribution(support, logs, Float.NEGATIVE_INFINITY));
    }

    private void add(int line, String content) {
        JsonNode root;
        try {
            root = JSON.readTree(content);
        } catch (JsonProcessingException e) {
            // Its own message would show the prompt's text.
            throw fault("line " + line + ": not JSON", e);
        }
        if (!root.isObject()
                || !root.path("text").isTextual()
                || root.get("text").textValue().isBlank()) {
            throw fault(line, "no text; allowed: an object with text and label");
        }
        root.fieldNames().forEachRemaining(key -> {
            if (!List.of("text", "label", "temperature").contains(key)) {
                throw fault(line, "unknown key '" + key + "'; allowed: text, label, temperature");
            }
        });
        prompts.add(new Prompt(
                line, root.get("text").textValue(), label(line, root.path("label")), temperature(line, root)));
    }

    private Map<String, Double> label(int line, JsonNode node) {
        if (node.isTextual()) {
            return Map.of(node.textValue(), 1.0);
        }
        Map<String, Double> label = new TreeMap<>();
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            double probability = property.getValue().asDouble(-1);
            if (!property.getValue().isNumber() || !(probability >= 0 && probability <= 1)) {
                throw fault(line, "the probability of '" + property.getKey() + "'; allowed: a number from 0 to 1");
            }
            label.put(property.getKey(), probability);
        }
        double sum = label.values().stream().mapToDouble(p -> p).sum();
        if (Math.abs(sum - 1) > LabelDistributionCodec.MASS_TOLERANCE) {
            throw fault(line, "the label's probabilities sum to " + sum + "; allowed: 1, or the name of one class");
        }
        return label;
    }

    private Optional<Float> temperature(int line, JsonNode root) {
        JsonNode node = root.path("temperature");
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (!node.isNumber() || !(node.floatValue() > 0 && node.floatValue() < Float.POSITIVE_INFINITY)) {
            throw fault(line, "temperature is " + node + "; allowed: a number above 0");
        }
        return Optional.of(node.floatValue());
    }

    private UnusableEvaluationException fault(int line, String fault) {
        return new UnusableEvaluationException(file, "line " + line + ": " + fault);
    }

    private UnusableEvaluationException fault(String fault, Throwable cause) {
        return new UnusableEvaluationException(file, fault, cause);
    }
}
