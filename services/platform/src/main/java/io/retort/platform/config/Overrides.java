package io.retort.platform.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the environment and the command line say over the file, and which of it nobody has asked for. */
final class Overrides {

    static final String PREFIX = "RETORT_";

    private final Map<String, String> environment = new TreeMap<>();
    private final Map<String, Flag> flags = new TreeMap<>();
    private final Set<String> knownVariables = new TreeSet<>();
    private final Set<String> knownKeys = new TreeSet<>();
    private final Set<String> used = new TreeSet<>();

    Overrides(Map<String, String> environment, List<Flag> flags) {
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                this.environment.put(name, value);
            }
        });
        flags.forEach(flag -> this.flags.put(flag.key(), flag));
    }

    /** What is said of a setting: the flag, else the variable. */
    Optional<SettingNode.Scalar> find(String key) {
        knownKeys.add(key);
        String variable = variable(key);
        knownVariables.add(variable);
        String fromEnvironment = environment.get(variable);
        used.add(variable);
        used.add(key);
        Flag flag = flags.get(key);
        if (flag != null) {
            return Optional.of(new SettingNode.Scalar(flag.value(), flag.name()));
        }
        return Optional.ofNullable(fromEnvironment).map(value -> new SettingNode.Scalar(value, variable));
    }

    /**
     * What is said of the entries of a map, whose keys no record knows: the rest of the variable's name in lower case with
     * dots for underscores, as Kafka names its properties.
     */
    Map<String, SettingNode.Scalar> findEntries(String key) {
        Map<String, SettingNode.Scalar> entries = new TreeMap<>();
        String prefix = variable(key) + "_";
        environment.forEach((name, value) -> {
            if (name.startsWith(prefix) && name.length() > prefix.length()) {
                used.add(name);
                String entry =
                        name.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '.');
                entries.put(entry, new SettingNode.Scalar(value, name));
            }
        });
        flags.forEach((name, flag) -> {
            if (name.startsWith(key + ".")) {
                used.add(name);
                entries.put(name.substring(key.length() + 1), new SettingNode.Scalar(flag.value(), flag.name()));
            }
        });
        return entries;
    }

    /** A fault for each variable of ours and each flag that is no setting's. */
    List<SettingFault> unknown() {
        List<SettingFault> faults = new ArrayList<>();
        environment.keySet().stream()
                .filter(name -> !used.contains(name))
                .map(name -> new SettingFault(
                        name, "is no setting's variable" + NearestName.suggestion(name, knownVariables)))
                .forEach(faults::add);
        flags.values().stream()
                .filter(flag -> !used.contains(flag.key()))
                .map(flag -> new SettingFault(
                        flag.name(), flag.key() + " is unknown" + NearestName.suggestion(flag.key(), knownKeys)))
                .forEach(faults::add);
        return faults;
    }

    /** {@code trainer.batch.maxTokens} is {@code RETORT_TRAINER_BATCH_MAX_TOKENS}. */
    static String variable(String key) {
        return PREFIX
                + key.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                        .replaceAll("[.-]", "_")
                        .toUpperCase(Locale.ROOT);
    }
}
