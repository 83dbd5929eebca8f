package io.retort.learning.huggingface;

import io.retort.learning.student.UnusableModelException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the rotary embedding's settings in both spellings: {@code rope_theta} and {@code rope_scaling} beside each other, or
 * all in {@code rope_parameters} as transformers writes them from version 5. Where both are there, transformers lets
 * {@code rope_scaling} win and takes the theta inside of it first.
 */
final class RopeReader {

    private static final double DEFAULT_THETA = 10_000;
    private static final Set<String> COMMON = Set.of("rope_type", "type", "rope_theta", "partial_rotary_factor");
    private static final Set<String> LINEAR = Set.of("factor");
    private static final Set<String> LLAMA3 =
            Set.of("factor", "low_freq_factor", "high_freq_factor", "original_max_position_embeddings");

    private final JsonFields configuration;
    private final Optional<JsonFields> parameters;

    private RopeReader(JsonFields configuration, Optional<JsonFields> parameters) {
        this.configuration = configuration;
        this.parameters = parameters;
    }

    static RopeReader of(JsonFields configuration) throws UnusableModelException {
        Optional<JsonFields> scaling = configuration.object("rope_scaling");
        if (scaling.isPresent() && !scaling.get().keys().isEmpty()) {
            return new RopeReader(configuration, scaling);
        }
        return new RopeReader(configuration, configuration.object("rope_parameters"));
    }

    double theta() throws UnusableModelException {
        if (parameters.isPresent() && parameters.get().has("rope_theta")) {
            return parameters.get().requiredNumber("rope_theta");
        }
        return configuration.number("rope_theta").orElse(DEFAULT_THETA);
    }

    RopeScaling scaling(int contextLength) throws UnusableModelException {
        if (parameters.isEmpty()) {
            return new RopeScaling.None();
        }
        JsonFields given = parameters.get();
        double rotated = given.number("partial_rotary_factor").orElse(1.0);
        if (rotated != 1) {
            throw given.fault("partial_rotary_factor", rotated, "1, all of a head rotated");
        }
        String olderSpelling = given.text("type").orElse("default");
        String type = given.text("rope_type").orElse(olderSpelling);
        return switch (type) {
            case "default" -> none(given);
            case "linear" -> linear(given);
            case "llama3" -> llama3(given, contextLength);
            default -> throw given.fault("rope_type", "'" + type + "'", "default, linear, llama3");
        };
    }

    private static RopeScaling none(JsonFields given) throws UnusableModelException {
        requireNoOther(given, Set.of());
        return new RopeScaling.None();
    }

    private static RopeScaling linear(JsonFields given) throws UnusableModelException {
        requireNoOther(given, LINEAR);
        return new RopeScaling.Linear(given.requiredNumber("factor"));
    }

    private static RopeScaling llama3(JsonFields given, int contextLength) throws UnusableModelException {
        requireNoOther(given, LLAMA3);
        return new RopeScaling.Llama3(
                given.requiredNumber("factor"),
                given.requiredNumber("low_freq_factor"),
                given.requiredNumber("high_freq_factor"),
                given.integer("original_max_position_embeddings").orElse(contextLength));
    }

    /** A key that is not known here would be one that transformers may heed. */
    private static void requireNoOther(JsonFields given, Set<String> allowed) throws UnusableModelException {
        for (String key : given.keys()) {
            if (!COMMON.contains(key) && !allowed.contains(key)) {
                Set<String> all = new TreeSet<>(COMMON);
                all.addAll(allowed);
                throw given.fault("a key of the rotary embedding", key, String.join(", ", all));
            }
        }
    }
}
