package io.retort.platform.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binds one section to its record: flag over variable over file over default. Faults are gathered, and the rest goes on. */
final class SectionBinder {

    private final Overrides overrides;
    private final List<SettingFault> faults;
    /** Where each full key was given. */
    private final Map<String, String> origins = new HashMap<>();

    SectionBinder(Overrides overrides, List<SettingFault> faults) {
        this.overrides = overrides;
        this.faults = faults;
    }

    /**
     * The record; its defaults where what is given has faults.
     *
     * @param key the section's full key
     * @param node what the file says, or null
     */
    <T extends Record> T bind(String key, Class<T> type, T defaults, @Nullable SettingNode node) {
        RecordShape<T> shape = new RecordShape<>(type);
        Map<String, SettingNode> children = children(key, node, shape);
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordShape.Component component : shape.components()) {
            Object fallback = shape.valueOf(defaults, component.name());
            values.put(component.name(), value(key, component, children.get(component.name()), fallback));
        }
        if (node != null) {
            origins.put(key, node.origin());
        }
        return make(key, shape, defaults, values);
    }

    private Map<String, SettingNode> children(String key, @Nullable SettingNode node, RecordShape<?> shape) {
        if (node == null) {
            return Map.of();
        }
        if (!(node instanceof SettingNode.Branch branch)) {
            faults.add(new SettingFault(node.origin(), key + " is a single value; allowed: keys under it"));
            return Map.of();
        }
        List<String> known =
                shape.components().stream().map(RecordShape.Component::name).toList();
        branch.children().forEach((child, found) -> {
            if (!known.contains(child)) {
                faults.add(new SettingFault(
                        found.origin(), key + "." + child + " is unknown" + NearestName.suggestion(child, known)));
            }
        });
        return branch.children();
    }

    private Object value(String section, RecordShape.Component component, @Nullable SettingNode node, Object fallback) {
        String key = section + "." + component.name();
        if (component.isRecord()) {
            return nested(key, component.type(), (Record) fallback, node);
        }
        if (component.isMap()) {
            return entries(key, node, fallback);
        }
        SettingNode effective =
                overrides.find(key).map(found -> (SettingNode) found).orElse(node);
        if (effective == null) {
            return fallback;
        }
        origins.put(key, effective.origin());
        if (component.isList()) {
            return elements(key, component.element(), effective);
        }
        Optional<Object> value = scalar(key, component.element(), effective);
        return component.isOptional() ? value : value.orElse(fallback);
    }

    private <R extends Record> R nested(String key, Class<?> type, Record fallback, @Nullable SettingNode node) {
        @SuppressWarnings("unchecked") // the component's type is that of its default
        Class<R> record = (Class<R>) type;
        return bind(key, record, record.cast(fallback), node);
    }

    private Optional<Object> scalar(String key, Class<?> type, SettingNode node) {
        String allowed = SettingValue.allowed(type)
                .orElseThrow(
                        () -> new IllegalArgumentException(key + " has the type " + type + ", none for a setting"));
        origins.put(key, node.origin());
        if (!(node instanceof SettingNode.Scalar scalar)) {
            faults.add(new SettingFault(node.origin(), key + " has keys or a list under it; allowed: " + allowed));
            return Optional.empty();
        }
        Optional<Object> value = SettingValue.read(type, scalar.text());
        if (value.isEmpty()) {
            faults.add(SettingFault.notAllowed(scalar.origin(), key, SettingValue.show(type, scalar.text()), allowed));
        }
        return value;
    }

    /** A list of the file, or a text with commas, as variables and flags give it. */
    private List<Object> elements(String key, Class<?> type, SettingNode node) {
        List<SettingNode> nodes = new ArrayList<>();
        if (node instanceof SettingNode.Sequence sequence) {
            nodes.addAll(sequence.elements());
        } else if (node instanceof SettingNode.Scalar scalar) {
            for (String element : scalar.text().split(",", -1)) {
                nodes.add(new SettingNode.Scalar(element.strip(), scalar.origin()));
            }
        } else {
            faults.add(new SettingFault(node.origin(), key + " has keys under it; allowed: a list"));
        }
        List<Object> values = new ArrayList<>();
        nodes.forEach(element -> scalar(key, type, element).ifPresent(values::add));
        return values;
    }

    private Map<String, String> entries(String key, @Nullable SettingNode node, Object fallback) {
        Map<String, String> entries = new HashMap<>();
        if (node instanceof SettingNode.Branch branch) {
            branch.children().forEach((name, child) -> scalar(key + "." + name, String.class, child)
                    .ifPresent(value -> entries.put(name, (String) value)));
        } else if (node != null) {
            faults.add(new SettingFault(node.origin(), key + " is a single value; allowed: keys under it"));
        } else {
            ((Map<?, ?>) fallback).forEach((name, value) -> entries.put((String) name, (String) value));
        }
        overrides.findEntries(key).forEach((name, value) -> {
            origins.put(key + "." + name, value.origin());
            entries.put(name, value.text());
        });
        return entries;
    }

    /**
     * Makes the record. A constructor stops at its first fault: the value it names is replaced by its default and the rest
     * tried again, so that all faults come out at once.
     */
    private <T extends Record> T make(String key, RecordShape<T> shape, T defaults, Map<String, Object> values) {
        Set<String> replaced = new HashSet<>();
        while (true) {
            try {
                return shape.make(List.copyOf(values.values()));
            } catch (InvalidSetting refusal) {
                String component = refusal.key().split("\\.", 2)[0];
                faults.add(SettingFault.notAllowed(
                        originOf(key, refusal.key(), component),
                        key + "." + refusal.key(),
                        refusal.value(),
                        refusal.allowed()));
                if (!values.containsKey(component) || !replaced.add(component)) {
                    return defaults;
                }
                values.put(component, shape.valueOf(defaults, component));
            } catch (IllegalArgumentException refusal) {
                String origin = origins.getOrDefault(key, SettingFault.DEFAULT);
                faults.add(new SettingFault(origin, key + ": " + refusal.getMessage()));
                return defaults;
            }
        }
    }

    private String originOf(String section, String key, String component) {
        String ofComponent = origins.getOrDefault(section + "." + component, SettingFault.DEFAULT);
        return origins.getOrDefault(section + "." + key, ofComponent);
    }
}
