package io.retort.learning.torch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Numbers that the sources of a module read as {@code self.name}, such as a model's sizes.
 *
 * @param integers attributes of type int, from -2^31 to 2^31 - 1
 * @param reals attributes of type float
 */
public record ModuleAttributes(Map<String, Integer> integers, Map<String, Double> reals) {

    /** No attributes. */
    public static final ModuleAttributes NONE = new ModuleAttributes(Map.of(), Map.of());

    public ModuleAttributes {
        integers = Collections.unmodifiableMap(new LinkedHashMap<>(integers));
        reals = Collections.unmodifiableMap(new LinkedHashMap<>(reals));
    }
}
