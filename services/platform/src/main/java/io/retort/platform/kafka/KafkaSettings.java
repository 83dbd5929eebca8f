package io.retort.platform.kafka;

import io.retort.platform.config.InvalidSetting;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which cluster, and how to be let in.
 *
 * @param bootstrapServers addresses of some brokers, such as {@code localhost:9092}, separated by commas
 * @param properties further properties for every client, security settings above all, passed on as they are; those that
 *     Retort's promises rest on are not allowed here
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> properties) {

    /** What Retort sets itself. */
    private static final Set<String> RESERVED = Set.of(
            "bootstrap.servers",
            "client.id",
            "group.id",
            "group.instance.id",
            "group.protocol",
            "acks",
            "enable.idempotence",
            "transactional.id",
            "transaction.timeout.ms",
            "transaction.two.phase.commit.enable",
            "isolation.level",
            "enable.auto.commit",
            "auto.offset.reset",
            "key.serializer",
            "value.serializer",
            "key.deserializer",
            "value.deserializer");

    private static final Set<String> SECRETS = Set.of(
            "sasl.jaas.config",
            "ssl.key.password",
            "ssl.keystore.password",
            "ssl.keystore.key",
            "ssl.truststore.password",
            "sasl.oauthbearer.client.credentials.client.secret");

    public KafkaSettings {
        if (bootstrapServers.isBlank()) {
            throw new InvalidSetting("bootstrapServers", "empty", "host:port, or several separated by commas");
        }
        for (String server : bootstrapServers.split(",", -1)) {
            if (!server.strip().matches(".+:\\d{1,5}")) {
                throw new InvalidSetting(
                        "bootstrapServers", bootstrapServers, "host:port, or several separated by commas");
            }
        }
        for (var property : properties.entrySet()) {
            if (RESERVED.contains(property.getKey())) {
                throw new InvalidSetting(
                        "properties." + property.getKey(),
                        property.getValue(),
                        "nothing: Retort sets this one itself, its promises rest on it");
            }
        }
        properties = Map.copyOf(properties);
    }

    /** A cluster that lets everyone in. */
    public KafkaSettings(String bootstrapServers) {
        this(bootstrapServers, Map.of());
    }

    /** Passwords and keys are left out. */
    @Override
    public String toString() {
        String shown = new TreeMap<>(properties)
                .entrySet().stream()
                        .map(property -> property.getKey() + "=" + show(property.getKey(), property.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
        return "KafkaSettings[bootstrapServers=" + bootstrapServers + ", properties=" + shown + "]";
    }

    private static String show(String key, String value) {
        boolean secret = SECRETS.contains(key) || key.contains("password") || key.contains("secret");
        return secret ? "(hidden)" : value;
    }
}
