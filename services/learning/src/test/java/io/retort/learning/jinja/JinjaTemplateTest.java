package io.retort.learning.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against jinja2 as transformers sets it up: chat_templates.py. */
class JinjaTemplateTest {

    private static final JsonNode FIXTURE = fixture();

    /** Constructs that are refused, at least for some values. All others are rendered. */
    private static final Set<String> REFUSED = Set.of(
            "methods for cases",
            "division",
            "nothing",
            "lists",
            "messages printed",
            "tojson indented",
            "slices of texts",
            "characters",
            "neighbours",
            "loop conditions",
            "empty loops",
            "loops not empty",
            "filter block",
            "format",
            "repeat",
            "escapes",
            "raw",
            "autoescape");

    /** What jinja2 fails on for any values, so that no model's template has it, is not told from a value that is undefined. */
    private static final Set<String> FAILING_IN_JINJA2 = Set.of("undefined attribute");

    static Stream<String> templates() {
        return names("templates");
    }

    static Stream<String> constructs() {
        return names("constructs").filter(name -> !FAILING_IN_JINJA2.contains(name));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void shouldRenderModelsTemplatesAsJinja2Does(String name) {
        JinjaTemplate template =
                JinjaTemplate.of(FIXTURE.path("templates").path(name).asText());
        boolean isReversed = name.equals("reversed");
        for (int i = 0; i < FIXTURE.path("conversations").size(); i++) {
            JsonNode expected = FIXTURE.path("rendered").path(name).path(i);
            assertThat(render(template, i, false))
                    .as("conversation %d", i)
                    .isEqualTo(isReversed ? Optional.empty() : text(expected.path(0)));
            assertThat(render(template, i, true))
                    .as("conversation %d", i)
                    .isEqualTo(isReversed ? Optional.empty() : text(expected.path(1)));
        }
    }

    @ParameterizedTest
    @MethodSource("constructs")
    void shouldRenderAConstructAsJinja2DoesOrRefuseIt(String name) {
        JinjaTemplate template =
                JinjaTemplate.of(FIXTURE.path("constructs").path(name).asText());
        JsonNode expected = FIXTURE.path("renderedConstructs").path(name);
        boolean refused = false;
        for (int i = 0; i < expected.size(); i++) {
            Optional<String> rendered = render(template, i + 2, false);
            refused |= rendered.isEmpty() && !expected.path(i).isNull();
            if (rendered.isPresent()) {
                assertThat(rendered).as("conversation %d", i + 2).isEqualTo(text(expected.path(i)));
            }
        }
        assertThat(refused).as("whether it is refused").isEqualTo(REFUSED.contains(name));
    }

    @Test
    void shouldSayWhatIsNotSupportedAndWhatIs() {
        assertThat(JinjaTemplate.of("{{ x | pprint }}").fault()).hasValueSatisfying(fault -> assertThat(fault)
                .startsWith("a template with the filter 'pprint'; supported: capitalize, count, default,"));
        assertThat(JinjaTemplate.of("{% include 'x' %}").fault()).hasValueSatisfying(fault -> assertThat(fault)
                .startsWith("a template with the statement 'include'; supported: "));
        assertThat(JinjaTemplate.of("a {{ x").fault()).hasValue("a template with '{{' that does not end");
    }

    @Test
    void shouldGiveTheTemplatesOwnReasonButNoValueInOthers() {
        Map<String, String> values = Map.of("x", "secret");

        assertThat(reason("{{ raise_exception('Roles must alternate!') }}", values))
                .isEqualTo("the template says: Roles must alternate!");
        assertThat(reason("a\n{{ x.items() }}", values))
                .startsWith("the template cannot be rendered")
                .doesNotContain("secret");
        assertThat(reason("a\n{{ x[0] }}", values))
                .startsWith("the template cannot be rendered")
                .doesNotContain("secret");
    }

    // Names of Java's that a template must not reach.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ x.getClass() }}",
                "{{ x.class }}",
                "{{ messages.getClass() }}",
                "{{ ''.getBytes() }}",
                "{{ ____int3rpr3t3r____ }}"
            })
    void shouldNotLeadToJava(String template) {
        assertThat(JinjaTemplate.of(template).render(Map.of("x", "a", "messages", List.of())))
                .satisfies(outcome -> assertThat(outcome.match(RenderOutcome.Rendered::text, refused -> ""))
                        .isEmpty());
    }

    private static String reason(String template, Map<String, ?> values) {
        return JinjaTemplate.of(template).render(values).match(rendered -> "rendered", RenderOutcome.Refused::reason);
    }

    private static Optional<String> render(JinjaTemplate template, int conversation, boolean generation) {
        List<Map<String, String>> messages = new ArrayList<>();
        for (JsonNode message : FIXTURE.path("conversations").path(conversation)) {
            Map<String, String> values = new LinkedHashMap<>();
            values.put("role", message.path("role").asText());
            values.put("content", message.path("content").asText());
            messages.add(values);
        }
        Map<String, Object> values = Map.of(
                "messages", messages, "add_generation_prompt", generation, "bos_token", "<s>", "eos_token", "</s>");
        return template.render(values).match(rendered -> Optional.of(rendered.text()), refused -> Optional.empty());
    }

    private static Optional<String> text(JsonNode expected) {
        return Optional.ofNullable(expected.textValue());
    }

    private static Stream<String> names(String key) {
        return FIXTURE.path(key).properties().stream().map(Map.Entry::getKey);
    }

    private static JsonNode fixture() {
        try (InputStream resource = JinjaTemplateTest.class.getResourceAsStream("chat-templates.json")) {
            return new JsonMapper().readTree(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
