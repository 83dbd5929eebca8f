package io.retort.learning.jinja;

import java.beans.FeatureDescriptor;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.ELException;
import jinjava.javax.el.ELResolver;
import org.jspecify.annotations.Nullable;

/** The methods of Python's strings, in place of Java's. One that is not here fails, and so the template is refused. */
final class PythonStrings extends ELResolver {

    @Override
    public @Nullable Object invoke(
            ELContext context, @Nullable Object base, Object method, Class<?> @Nullable [] types, Object[] arguments) {
        if (!(base instanceof String text)) {
            return null;
        }
        context.setPropertyResolved(true);
        for (Object argument : arguments) {
            if (!(argument instanceof String)) {
                throw new ELException("an argument of " + method + " that is no string");
            }
        }
        List<String> strings =
                List.of(arguments).stream().map(String.class::cast).toList();
        return switch (strings.size()) {
            case 0 -> withoutArgument(text, method.toString());
            case 1 -> withArgument(text, method.toString(), strings.get(0));
            case 2 -> withArguments(text, method.toString(), strings.get(0), strings.get(1));
            default -> throw unknown(method.toString());
        };
    }

    private static Object withoutArgument(String text, String method) {
        return switch (method) {
            case "strip" -> PythonText.strip(text);
            case "lstrip" -> PythonText.stripLeft(text, PythonText::isSpace);
            case "rstrip" -> PythonText.stripRight(text, PythonText::isSpace);
            case "upper" -> text.toUpperCase(Locale.ROOT);
            case "lower" -> text.toLowerCase(Locale.ROOT);
            case "capitalize" -> PythonText.capitalize(text);
            default -> throw unknown(method);
        };
    }

    private static Object withArgument(String text, String method, String argument) {
        IntPredicate stripped = character -> argument.indexOf(character) >= 0;
        return switch (method) {
            case "strip" -> PythonText.stripRight(PythonText.stripLeft(text, stripped), stripped);
            case "lstrip" -> PythonText.stripLeft(text, stripped);
            case "rstrip" -> PythonText.stripRight(text, stripped);
            case "startswith" -> text.startsWith(argument);
            case "endswith" -> text.endsWith(argument);
            case "split" -> PythonText.split(text, argument);
            default -> throw unknown(method);
        };
    }

    private static Object withArguments(String text, String method, String first, String second) {
        if (!method.equals("replace") || first.isEmpty()) {
            throw unknown(method);
        }
        return text.replace(first, second);
    }

    private static ELException unknown(String method) {
        return new ELException("the method " + method + " of a string with these arguments");
    }

    @Override
    public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
        return null;
    }

    @Override
    public @Nullable Class<?> getType(ELContext context, @Nullable Object base, Object property) {
        return null;
    }

    @Override
    public void setValue(ELContext context, @Nullable Object base, Object property, Object value) {}

    @Override
    public boolean isReadOnly(ELContext context, @Nullable Object base, Object property) {
        return true;
    }

    @Override
    public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, @Nullable Object base) {
        return Collections.emptyIterator();
    }

    @Override
    public @Nullable Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
        return null;
    }
}
