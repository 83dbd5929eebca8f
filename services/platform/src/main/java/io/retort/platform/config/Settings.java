package io.retort.platform.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one process: a YAML file, over it environment variables, over these the command line. A setting
 * {@code trainer.batch.maxTokens} is {@code maxTokens} under {@code batch} under {@code trainer} in the file, and the variable
 * {@code RETORT_TRAINER_BATCH_MAX_TOKENS}.
 *
 * <p>Each section is bound to a record, whose components may be whole numbers, numbers, booleans, texts, durations
 * ({@code 200ms}, {@code 10s}, {@code 5m}, {@code 2h}, {@code 7d}), paths, enums ({@code LOG_ORDER} is written
 * {@code log-order}), {@link Secret}s, an {@code Optional} or a {@code List} of these, a {@code Map} of texts, or further
 * records. What is unknown is a fault; so bind every section the file may hold, also one this process has no use for, before
 * {@link #orThrow}. For use by one thread.
 */
public final class Settings {

    private final List<SettingFault> faults = new ArrayList<>();
    private final Map<String, Class<?>> sections = new TreeMap<>();
    private final SettingNode.Branch file;
    private final Overrides overrides;

    private Settings(@Nullable Path yaml, Map<String, String> environment, List<Flag> flags) {
        this.file = yaml == null ? new SettingNode.Branch(Map.of(), "") : YamlFile.read(yaml, faults);
        this.overrides = new Overrides(environment, flags);
    }

    /**
     * Reads the layers.
     *
     * @param yaml the file; null for none
     * @param environment the environment; only variables that begin with {@code RETORT_} are looked at, and each of these
     *     must be a setting's
     * @param flags what the command line says; of several for one key the last counts
     */
    public static Settings of(@Nullable Path yaml, Map<String, String> environment, List<Flag> flags) {
        return new Settings(yaml, environment, flags);
    }

    /** The same without a command line. */
    public static Settings of(@Nullable Path yaml, Map<String, String> environment) {
        return of(yaml, environment, List.of());
    }

    /**
     * Binds a section.
     *
     * @param name the section's key, such as {@code trainer}
     * @param defaults what counts where nothing is given
     * @return the section; while there are faults, with defaults in their place: {@link #orThrow} before it is used
     */
    public <T extends Record> T section(String name, Class<T> type, T defaults) {
        if (sections.putIfAbsent(name, type) != null) {
            throw new IllegalArgumentException("the section " + name + " is bound twice");
        }
        return new SectionBinder(overrides, faults)
                .bind(name, type, defaults, file.children().get(name));
    }

    /** @throws InvalidSettingsException if there is any fault, in what was bound or because nobody has bound it */
    public void orThrow() {
        List<SettingFault> all = new ArrayList<>(faults);
        file.children().forEach((name, node) -> {
            if (!sections.containsKey(name)) {
                all.add(new SettingFault(
                        node.origin(), name + " is unknown" + NearestName.suggestion(name, sections.keySet())));
            }
        });
        all.addAll(overrides.unknown());
        if (!all.isEmpty()) {
            throw new InvalidSettingsException(all);
        }
    }
}
