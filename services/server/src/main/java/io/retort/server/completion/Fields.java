package io.retort.server.completion;

import com.fasterxml.jackson.databind.JsonNode;
import io.retort.server.refusal.ErrorCode;
import io.retort.server.refusal.Refusal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The fields of an object, each asked for by its name; what nobody has asked for is refused in the end. A field that is null is as
 * good as none. Used by one thread.
 */
final class Fields {

    private static final int LONGEST_NAME_SHOWN = 64;

    private final String path;
    private final JsonNode object;
    private final Set<String> known = new HashSet<>();

    /** @param path of the object in the body, ending in a dot; empty for the body itself */
    Fields(String path, JsonNode object) {
        this.path = path;
        this.object = object;
    }

    /** A field of any type. */
    Optional<JsonNode> any(String name) {
        known.add(name);
        return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
    }

    JsonNode required(String name, String allowed) {
        return any(name).orElseThrow(() -> invalid(name, "is missing", allowed));
    }

    Optional<String> text(String name) {
        return any(name).map(value -> Texts.of(value)
                .orElseThrow(() -> invalid(name, "is no text", "text in whole characters")));
    }

    boolean flag(String name) {
        Optional<JsonNode> value = any(name);
        if (value.isPresent() && !value.get().isBoolean()) {
            throw invalid(name, "is neither true nor false", "true, false");
        }
        return value.isPresent() && value.get().booleanValue();
    }

    Optional<Double> number(String name, Predicate<Double> fits, String allowed) {
        return any(name).map(value -> {
            if (!value.isNumber() || !fits.test(value.doubleValue())) {
                throw invalid(name, "is " + shown(value), allowed);
            }
            return value.doubleValue();
        });
    }

    Optional<Long> whole(String name, long least, long most) {
        return any(name).map(value -> {
            if (!value.isIntegralNumber()
                    || !value.canConvertToLong()
                    || value.longValue() < least
                    || value.longValue() > most) {
                throw invalid(name, "is " + shown(value), "a whole number from " + least + " to " + most);
            }
            return value.longValue();
        });
    }

    /** An object in a field. */
    Optional<Fields> object(String name) {
        return any(name).map(value -> {
            if (!value.isObject()) {
                throw invalid(name, "is no object", "an object");
            }
            return new Fields(path + name + ".", value);
        });
    }

    /** Fields that make no difference to the answer, whatever they say. */
    void ignore(String... names) {
        known.addAll(Set.of(names));
    }

    /** A field of which this server knows one value alone, the one that changes nothing. */
    void requireNeutral(String name, Predicate<JsonNode> neutral, String allowed) {
        Optional<JsonNode> value = any(name);
        if (value.isPresent() && !neutral.test(value.get())) {
            throw new Refusal(
                    ErrorCode.UNSUPPORTED_FIELD,
                    path + name,
                    path + name + " is not supported here; allowed: " + allowed + ", or nothing");
        }
    }

    /** Refuses whatever says something and was not asked for, as it might have changed the answer. */
    void refuseOthers() {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name) && !saysNothing(object.get(name))) {
                String shown =
                        name.length() <= LONGEST_NAME_SHOWN ? name : name.substring(0, LONGEST_NAME_SHOWN) + "...";
                throw new Refusal(
                        ErrorCode.UNKNOWN_FIELD, path + shown, "the field '" + path + shown + "' is not known here");
            }
        });
    }

    Refusal invalid(String name, String found, String allowed) {
        return new Refusal(ErrorCode.INVALID_FIELD, path + name, path + name + " " + found + "; allowed: " + allowed);
    }

    private static boolean saysNothing(JsonNode value) {
        return value.isNull() || value.isContainerNode() && value.isEmpty();
    }

    /** Numbers alone are repeated. */
    private static String shown(JsonNode value) {
        return value.isNumber() && value.asText().length() <= 24 ? value.asText() : "something else";
    }
}
