package io.retort.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.server.TellingCheckpoints;
import io.retort.server.generation.FakeGenerator;
import io.retort.server.model.FakeLanguageModels;
import io.retort.server.model.ModelLoader;
import io.retort.server.model.ServedClassifier;
import io.retort.server.model.ServedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A planted prompt and planted tokens, sent in every way that is refused or fails, appear nowhere. */
class NothingLeaksTest {

    private static final String PROMPT = "planted-prompt-7f3a";
    private static final String TOKEN = "planted-token-91bc";
    private static final String WRONG = "planted-wrong-44de";

    @TempDir
    private Path directory;

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final FakeLanguageModels writers =
            new FakeLanguageModels(RunningApi.GENERATION, new SimpleMeterRegistry(), FakeGenerator::free);
    private RunningApi api;

    @BeforeEach
    void open() throws IOException {
        logged.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(logged);
        ((Logger) LoggerFactory.getLogger("io.retort")).setLevel(Level.TRACE);
        Path tokens = Files.writeString(directory.resolve("tokens"), TOKEN);
        api = new RunningApi(directory, Tokens.of(tokens), RunningApi.LIMITS, new Blabbing(), writers);
        api.promote(1);
        api.promoteWriter(2);
    }

    @AfterEach
    void close() throws InterruptedException {
        api.close();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(logged);
        ((Logger) LoggerFactory.getLogger("io.retort")).setLevel(null);
    }

    @Test
    void shouldShowNeitherPromptsNorTokens() throws Exception {
        List<String> answers = new ArrayList<>();
        String[] authorization = {"Authorization", "Bearer " + TOKEN};
        for (String body : List.of(
                "{\"input\": \"" + PROMPT + "\", \"model\": \"intents\"}",
                "{\"input\": \"" + PROMPT,
                "{\"input\": " + PROMPT + "}",
                "{\"input\": [\"" + PROMPT + "\", 1]}",
                "{\"input\": \"" + PROMPT.repeat(20) + "\"}",
                "{\"input\": \"a\", \"model\": \"" + PROMPT + "\"}",
                "{\"input\": \"a\", \"inputs\": \"" + PROMPT + "\"}",
                PROMPT.repeat(500))) {
            answers.add(api.classify(body, authorization).body());
            answers.add(api.classify(body, "Authorization", "Bearer " + WRONG).body());
        }
        for (String body : List.of(
                "\"prompt\": \"" + PROMPT + "!\"}",
                "\"prompt\": \"" + PROMPT + "!\", \"stream\": true}",
                "\"prompt\": \"" + PROMPT,
                "\"prompt\": \"" + PROMPT + "\", \"stop\": [\"" + PROMPT + "\", 1]}",
                "\"prompt\": \"" + PROMPT + "\", \"temperature\": \"" + PROMPT + "\"}",
                "\"prompt\": \"" + PROMPT.repeat(20) + "\", \"max_tokens\": 1}",
                "\"prompt\": [\"" + PROMPT + "\", 1]}")) {
            answers.add(api.post("/v1/completions", "{\"model\": \"writer\", " + body, authorization)
                    .body());
        }
        answers.add(api.get("/v1/" + PROMPT, authorization).body());
        answers.add(api.get("/" + PROMPT + "?token=" + TOKEN).body());

        assertThat(answers.get(0)).as("the model failed").contains("\"internal\"");
        assertThat(String.join("\n", answers)).doesNotContain("planted");
        assertThat(api.meters.getMeters().toString() + ids()).doesNotContain("planted");
        assertThat(logs())
                .contains("could not be answered", "could not be written")
                .doesNotContain("planted");
    }

    private String ids() {
        StringBuilder ids = new StringBuilder();
        api.meters.forEachMeter(meter -> ids.append(meter.getId()));
        return ids.toString();
    }

    private String logs() {
        StringBuilder text = new StringBuilder();
        for (ILoggingEvent event : List.copyOf(logged.list)) {
            text.append(event.getFormattedMessage()).append(event.getKeyValuePairs());
            if (event.getThrowableProxy() != null) {
                text.append(event.getThrowableProxy().getMessage());
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** Fails, and tells what it was asked. */
    private static final class Blabbing implements ModelLoader {

        @Override
        public String kind() {
            return "text-classifier";
        }

        @Override
        public ServedModel load(Path directory) {
            return new ServedClassifier() {
                @Override
                public List<String> classes() {
                    return TellingCheckpoints.CLASSES;
                }

                @Override
                public List<float[]> classify(List<String> texts) {
                    throw new IllegalStateException("cannot answer " + texts);
                }

                @Override
                public String kind() {
                    return "text-classifier";
                }

                @Override
                public LabelSpaceReference labelSpace() {
                    return TellingCheckpoints.LABEL_SPACE;
                }

                @Override
                public void warmUp() {}

                @Override
                public void close() {}
            };
        }
    }
}
