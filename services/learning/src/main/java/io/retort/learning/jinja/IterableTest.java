package io.retort.learning.jinja;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a value can be gone through; in Python, a string can. */
final class IterableTest implements ExpTest {

    @Override
    public String getName() {
        return "iterable";
    }

    @Override
    public boolean evaluate(@Nullable Object value, JinjavaInterpreter interpreter, Object... arguments) {
        return value instanceof String || value instanceof Collection || value instanceof Map;
    }
}
