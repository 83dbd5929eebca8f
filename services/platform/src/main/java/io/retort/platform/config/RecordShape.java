package io.retort.platform.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A record type's components, and how one is made of values. The one place where settings need reflection. */
final class RecordShape<T extends Record> {

    private final Class<T> type;
    private final Constructor<T> constructor;

    RecordShape(Class<T> type) {
        this.type = type;
        try {
            this.constructor = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " has no canonical constructor", e);
        }
        constructor.setAccessible(true);
    }

    /**
     * A component of the record.
     *
     * @param name its name
     * @param type its type
     * @param element the type within it, for an {@code Optional} or a {@code List}; else the type itself
     */
    record Component(String name, Class<?> type, Class<?> element) {
        boolean isRecord() {
            return type.isRecord();
        }

        boolean isMap() {
            return type == Map.class;
        }

        boolean isList() {
            return type == List.class;
        }

        boolean isOptional() {
            return type == Optional.class;
        }
    }

    List<Component> components() {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> new Component(component.getName(), component.getType(), element(component)))
                .toList();
    }

    /** The value of a component in a record that exists. */
    Object valueOf(T record, String component) {
        RecordComponent found = Arrays.stream(type.getRecordComponents())
                .filter(one -> one.getName().equals(component))
                .findFirst()
                .orElseThrow();
        try {
            found.getAccessor().setAccessible(true);
            return found.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + found, e);
        }
    }

    /**
     * Makes a record.
     *
     * @param values a value for each component, in their order
     * @throws RuntimeException what the record's constructor throws
     */
    T make(List<Object> values) {
        try {
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(type + " cannot be made", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    private static Class<?> element(RecordComponent component) {
        boolean wraps = component.getType() == Optional.class || component.getType() == List.class;
        if (!wraps) {
            return component.getType();
        }
        Type element = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
        if (element instanceof Class<?> plain) {
            return plain;
        }
        throw new IllegalArgumentException(component + " is no type for a setting");
    }
}
