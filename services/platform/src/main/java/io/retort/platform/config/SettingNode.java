package io.retort.platform.config;

import java.util.List;
import java.util.Map;

/** A piece of the settings file, with the place where it stands. */
sealed interface SettingNode {

    /** File and line, such as {@code retort.yaml:12}. */
    String origin();

    /** One value, as text. */
    record Scalar(String text, String origin) implements SettingNode {}

    /** Several values, one a line or in brackets. */
    record Sequence(List<SettingNode> elements, String origin) implements SettingNode {}

    /** Keys and what stands under them. */
    record Branch(Map<String, SettingNode> children, String origin) implements SettingNode {}
}
