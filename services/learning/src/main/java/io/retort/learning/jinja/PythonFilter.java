package io.retort.learning.jinja;

import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.Filter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A filter without arguments, as jinja2 has it.
 *
 * @param getName in templates
 * @param function of the filtered value
 */
record PythonFilter(String getName, Function<Object, Object> function) implements Filter {

    /** Those that jinjava has otherwise. */
    static List<PythonFilter> all() {
        return List.of(
                ofText("trim", PythonText::strip),
                ofText("upper", text -> text.toUpperCase(Locale.ROOT)),
                ofText("lower", text -> text.toLowerCase(Locale.ROOT)),
                ofText("capitalize", PythonText::capitalize),
                new PythonFilter("length", PythonFilter::length),
                new PythonFilter("count", PythonFilter::length),
                new PythonFilter("safe", value -> value),
                new PythonFilter("tojson", PythonJson::write));
    }

    @Override
    public Object filter(@Nullable Object value, JinjavaInterpreter interpreter, String... arguments) {
        if (value == null || arguments.length > 0) {
            throw new InterpretException("the filter " + getName + " with these arguments");
        }
        return function.apply(value);
    }

    @Override
    public Object filter(
            @Nullable Object value, JinjavaInterpreter interpreter, Object[] arguments, Map<String, Object> named) {
        if (arguments.length > 0 || !named.isEmpty()) {
            throw new InterpretException("the filter " + getName + " with these arguments");
        }
        return filter(value, interpreter);
    }

    private static PythonFilter ofText(String name, Function<String, Object> function) {
        return new PythonFilter(name, value -> {
            if (value instanceof String text) {
                return function.apply(text);
            }
            throw new InterpretException("the filter " + name + " of what is no string");
        });
    }

    private static Object length(Object value) {
        if (value instanceof String text) {
            return text.codePointCount(0, text.length());
        }
        if (value instanceof Collection<?> collection) {
            return collection.size();
        }
        if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        throw new InterpretException("the length of what has none");
    }
}
