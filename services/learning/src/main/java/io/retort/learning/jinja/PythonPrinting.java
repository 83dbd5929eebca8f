package io.retort.learning.jinja;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.InterpreterFactory;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import org.jspecify.annotations.Nullable;

/** Prints values as Python does: texts, whole numbers and truths; others are refused. */
final class PythonPrinting extends JinjavaInterpreter {

    private PythonPrinting(Jinjava application, Context context, JinjavaConfig configuration) {
        super(application, context, configuration);
    }

    private PythonPrinting(JinjavaInterpreter original) {
        super(original);
    }

    static InterpreterFactory factory() {
        return new InterpreterFactory() {
            @Override
            public JinjavaInterpreter newInstance(JinjavaInterpreter original) {
                return new PythonPrinting(original);
            }

            @Override
            public JinjavaInterpreter newInstance(Jinjava application, Context context, JinjavaConfig configuration) {
                return new PythonPrinting(application, context, configuration);
            }
        };
    }

    @Override
    public String getAsString(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth ? "True" : "False";
        }
        if (value == null || value instanceof CharSequence || value instanceof Long || value instanceof Integer) {
            return value == null ? "" : value.toString();
        }
        throw new InterpretException("a printed value that is neither text, whole number nor truth");
    }
}
