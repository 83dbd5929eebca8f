package io.retort.learning.jinja;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.el.JinjavaInterpreterResolver;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jinjava.javax.el.CompositeELResolver;

/** A template that was checked. Values are printed, never taken for templates. Safe for use by several threads. */
public final class JinjaTemplate {

    private static final long LONGEST_OUTPUT = 1 << 26;
    private static final int DEEPEST_MACRO = 50;

    private final Jinjava engine;
    private final String source;
    private final Optional<String> fault;

    private JinjaTemplate(String source, Optional<String> fault) {
        this.engine = engine();
        this.source = source;
        this.fault = fault;
    }

    /** Any template; one that cannot be rendered as jinja2 would refuses all values. */
    public static JinjaTemplate of(String template) {
        try {
            List<TemplatePart> parts = TemplateLexer.parts(template);
            TemplateCheck.check(parts);
            return new JinjaTemplate(withoutSigns(parts), Optional.empty());
        } catch (UnsupportedTemplateException e) {
            return new JinjaTemplate("", Optional.ofNullable(e.getMessage()));
        }
    }

    /** Why no values can be rendered; empty if they may be. */
    public Optional<String> fault() {
        return fault;
    }

    /** @param values texts, numbers, truths, and lists and mappings of them */
    public RenderOutcome render(Map<String, ?> values) {
        if (fault.isPresent()) {
            return new RenderOutcome.Refused(fault.get());
        }
        RenderResult result = engine.renderForResult(source, new HashMap<>(values));
        if (!result.getErrors().isEmpty()) {
            return new RenderOutcome.Refused(reason(result.getErrors().get(0)));
        }
        if (joinedWithNothing(result.getOutput(), values)) {
            return new RenderOutcome.Refused("the template joins a text with what is not defined");
        }
        return new RenderOutcome.Rendered(result.getOutput());
    }

    /** The engine joins a text with "null" then, and jinja2 fails. */
    private boolean joinedWithNothing(String output, Map<String, ?> values) {
        return output.contains("null")
                && !source.contains("null")
                && !values.toString().contains("null");
    }

    /** The engine's own message may hold a value, and so a user's text. */
    private static String reason(TemplateError error) {
        for (Throwable cause = error.getException(); cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedByTemplate) {
                return "the template says: " + cause.getMessage();
            }
        }
        return "the template cannot be rendered with these values: " + error.getReason() + " in line "
                + error.getLineno();
    }

    private static String withoutSigns(List<TemplatePart> parts) {
        StringBuilder source = new StringBuilder();
        for (TemplatePart part : parts) {
            source.append(
                    switch (part.kind()) {
                        case DATA -> part.text();
                        case STATEMENT -> "{% " + part.text() + " %}";
                        case EXPRESSION -> "{{ " + part.text() + " }}";
                    });
        }
        return source.toString();
    }

    private static Jinjava engine() {
        CompositeELResolver resolver = new CompositeELResolver();
        resolver.add(new PythonStrings());
        resolver.add(JinjavaInterpreterResolver.DEFAULT_RESOLVER_READ_ONLY);
        // Trimming is done by the lexer: the engine's own also takes spaces that do not begin a line.
        JinjavaConfig configuration = JinjavaConfig.newBuilder()
                .withLegacyOverrides(LegacyOverrides.newBuilder()
                        .withUseTrimmingForNotesAndExpressions(true)
                        .withParseWhitespaceControlStrictly(true)
                        .withUseNaturalOperatorPrecedence(true)
                        .withIterateOverMapKeys(true)
                        .build())
                .withNestedInterpretationEnabled(false)
                .withKeepTrailingNewline(true)
                .withEnableRecursiveMacroCalls(true)
                .withMaxMacroRecursionDepth(DEEPEST_MACRO)
                .withMaxOutputSize(LONGEST_OUTPUT)
                .withElResolver(resolver)
                .withInterperterFactory(PythonPrinting.factory())
                .build();
        Jinjava engine = new Jinjava(configuration);
        PythonFilter.all().forEach(engine::registerFilter);
        engine.registerExpTest(new IterableTest());
        engine.registerTag(new GenerationTag());
        engine.registerFunction(
                new ELFunctionDefinition("", "raise_exception", RefusedByTemplate.class, "raise", Object.class));
        return engine;
    }
}
