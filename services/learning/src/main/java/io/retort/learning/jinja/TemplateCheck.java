package io.retort.learning.jinja;

import io.retort.learning.jinja.TemplatePart.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what would be rendered otherwise than by jinja2. What is supported has been compared with it, one by one. */
final class TemplateCheck {

    private static final Set<String> STATEMENTS = Set.of(
            "for",
            "endfor",
            "if",
            "elif",
            "else",
            "endif",
            "set",
            "endset",
            "macro",
            "endmacro",
            "call",
            "endcall",
            "break",
            "continue",
            "generation",
            "endgeneration");
    private static final Set<String> FILTERS = Set.of(
            "trim",
            "upper",
            "lower",
            "capitalize",
            "length",
            "count",
            "tojson",
            "list",
            "selectattr",
            "rejectattr",
            "map",
            "join",
            "default",
            "first",
            "last",
            "replace",
            "string",
            "int",
            "safe");
    private static final Set<String> TESTS = Set.of("defined", "none", "string", "mapping", "iterable", "not");

    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Pattern FILTER = Pattern.compile("\\|\\s*(\\w+)");
    private static final Pattern TEST = Pattern.compile("\\bis\\s+(?:not\\s+)?(\\w+)");
    private static final Pattern CONDITION_OF_A_LOOP = Pattern.compile("\\bin\\b.*\\bif\\b", Pattern.DOTALL);

    private static final Pattern PRINTED_NONE = Pattern.compile("(?<!is |not |== |!= )\\b[Nn]one\\b");

    private final Deque<String> open = new ArrayDeque<>();

    private TemplateCheck() {}

    static void check(List<TemplatePart> parts) throws UnsupportedTemplateException {
        TemplateCheck check = new TemplateCheck();
        for (TemplatePart part : parts) {
            check.check(part);
        }
    }

    private void check(TemplatePart part) throws UnsupportedTemplateException {
        if (part.kind() == Kind.DATA) {
            requireData(part.text());
            return;
        }
        String code = CodeTexts.emptied(part.text());
        requireKnown("filter", FILTER.matcher(code), FILTERS);
        requireKnown("test", TEST.matcher(code), TESTS);
        if (part.kind() == Kind.STATEMENT) {
            checkStatement(code);
        } else if (PRINTED_NONE.matcher(code).find()) {
            throw new UnsupportedTemplateException("a template that prints none");
        }
    }

    /** A comment that is gone may have stood within what reads as code without it. */
    private static void requireData(String data) throws UnsupportedTemplateException {
        if (data.contains("{{") || data.contains("{%") || data.contains("{#")) {
            throw new UnsupportedTemplateException("a template that prints delimiters");
        }
    }

    private void checkStatement(String code) throws UnsupportedTemplateException {
        Matcher word = WORD.matcher(code);
        String name = word.find() ? word.group() : "";
        requireKnown("statement", name, STATEMENTS);
        if (name.equals("for") && CONDITION_OF_A_LOOP.matcher(code).find()) {
            throw new UnsupportedTemplateException(
                    "a template with a loop that has a condition; supported: an if within the loop");
        }
        if (name.equals("else") && "for".equals(open.peek())) {
            throw new UnsupportedTemplateException("a template with an else of a loop; supported: an else of an if");
        }
        follow(name, code);
    }

    private void follow(String name, String code) {
        boolean isWhole = name.equals("set") && code.contains("=");
        if (STATEMENTS.contains("end" + name) && !isWhole) {
            open.push(name);
        } else if (name.startsWith("end") && !open.isEmpty()) {
            open.pop();
        }
    }

    private static void requireKnown(String kind, Matcher names, Set<String> known)
            throws UnsupportedTemplateException {
        while (names.find()) {
            requireKnown(kind, names.group(1), known);
        }
    }

    private static void requireKnown(String kind, String name, Set<String> known) throws UnsupportedTemplateException {
        if (!known.contains(name)) {
            throw new UnsupportedTemplateException("a template with the " + kind + " '" + name + "'; supported: "
                    + String.join(", ", new TreeSet<>(known)));
        }
    }
}
