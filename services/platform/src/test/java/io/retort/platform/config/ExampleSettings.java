package io.retort.platform.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A section with one setting of each kind. */
record ExampleSettings(
        String name,
        int steps,
        long bytes,
        double rate,
        boolean rehearse,
        Path directory,
        Order order,
        Optional<Secret> apiKey,
        List<String> classes,
        Map<String, String> properties,
        BatchSettings batch) {

    enum Order {
        ARRIVAL,
        LOG_ORDER
    }

    record BatchSettings(int maxTokens, Duration linger) {
        BatchSettings {
            if (maxTokens < 1 || maxTokens > 65_536) {
                throw new InvalidSetting("maxTokens", maxTokens, "a number from 1 to 65536");
            }
            if (linger.compareTo(Duration.ofMinutes(1)) > 0) {
                throw new InvalidSetting("linger", linger, "a duration up to 1m");
            }
        }
    }

    static final ExampleSettings DEFAULTS = new ExampleSettings(
            "student",
            10,
            100,
            0.5,
            false,
            Path.of("here"),
            Order.ARRIVAL,
            Optional.empty(),
            List.of("a"),
            Map.of("x", "y"),
            new BatchSettings(64, Duration.ofMillis(200)));

    ExampleSettings {
        if (steps < 1) {
            throw new InvalidSetting("steps", steps, "a number of 1 or more");
        }
        if (properties.containsKey("acks")) {
            throw new InvalidSetting("properties.acks", properties.get("acks"), "nothing");
        }
        classes = List.copyOf(classes);
        properties = Map.copyOf(properties);
    }
}
