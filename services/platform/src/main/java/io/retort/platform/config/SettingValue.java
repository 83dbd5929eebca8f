package io.retort.platform.config;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Texts as the values of settings: which types there are, what is allowed for each, and how it is read. */
final class SettingValue {

    private SettingValue() {}

    /** What may be written for a setting of this type; empty if there is no such setting. */
    static Optional<String> allowed(Class<?> type) {
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return Optional.of("a whole number");
        }
        if (type == double.class || type == Double.class) {
            return Optional.of("a number");
        }
        if (type == boolean.class || type == Boolean.class) {
            return Optional.of("true or false");
        }
        if (type == Duration.class) {
            return Optional.of(DurationText.ALLOWED);
        }
        if (type == Path.class) {
            return Optional.of("a path");
        }
        if (type.isEnum()) {
            return Optional.of(Arrays.stream(type.getEnumConstants())
                    .map(constant -> name((Enum<?>) constant))
                    .collect(Collectors.joining(", ", "one of ", "")));
        }
        return type == String.class || type == Secret.class ? Optional.of("a text") : Optional.empty();
    }

    /** The value; empty if the text is none of this type. */
    static Optional<Object> read(Class<?> type, String text) {
        try {
            if (type == int.class || type == Integer.class) {
                return Optional.of(Integer.valueOf(text.strip()));
            }
            if (type == long.class || type == Long.class) {
                return Optional.of(Long.valueOf(text.strip()));
            }
            if (type == double.class || type == Double.class) {
                return Optional.of(new BigDecimal(text.strip()).doubleValue());
            }
            if (type == Path.class) {
                return Optional.of(Path.of(text));
            }
        } catch (NumberFormatException | InvalidPathException e) {
            return Optional.empty();
        }
        return readNamed(type, text);
    }

    private static Optional<Object> readNamed(Class<?> type, String text) {
        if (type == boolean.class || type == Boolean.class) {
            return switch (text.strip()) {
                case "true" -> Optional.of(true);
                case "false" -> Optional.of(false);
                default -> Optional.empty();
            };
        }
        if (type == Duration.class) {
            return DurationText.parse(text).map(duration -> duration);
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> name((Enum<?>) constant).equals(text.strip()))
                    .map(constant -> (Object) constant)
                    .findFirst();
        }
        return Optional.of(type == Secret.class ? new Secret(text) : text);
    }

    /** An enum's constant as it is written in settings: {@code LOG_ORDER} is {@code log-order}. */
    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How a value is shown in a fault. */
    static String show(Class<?> type, String text) {
        return type == Secret.class ? Secret.HIDDEN : text.isEmpty() ? "empty" : text;
    }
}
