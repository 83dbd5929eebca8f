package io.retort.learning.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.retort.schemas.record.ChatRole;
import io.retort.schemas.record.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** SmolLM2-135M-Instruct by transformers 5.24.0: smollm2_tokens.py. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealModelTest {

    private final JsonNode fixture = fixture();

    private @Nullable ModelDirectory opened;

    @BeforeAll
    void open() throws IOException {
        opened = ModelDirectory.open(RealModel.directory());
    }

    @AfterAll
    void close() {
        // Where the model is not, it was never opened.
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void shouldBeWhatItsConfigurationSays() {
        ModelConfiguration configuration = model().configuration();

        assertThat(configuration.parameters()).isEqualTo(134_515_008);
        assertThat(configuration.tensorSpecifications()).hasSize(2 + 30 * 9);
        assertThat(model().endTokens()).containsExactly(2);
        assertThat(model().tokenizer().vocabularySize()).isEqualTo(49_152);
    }

    @Test
    void shouldGiveTransformersIdsForTexts() {
        for (JsonNode expected : fixture.path("texts")) {
            int[] ids = model().tokenizer()
                    .encodeText(expected.path("text").asText())
                    .match(TokenizedText.Tokens::ids, malformed -> new int[0]);
            assertThat(ids).isEqualTo(ints(expected.path("ids")));
        }
    }

    @Test
    void shouldGiveTransformersIdsForChats() {
        ChatTemplate template = model().chatTemplate().orElseThrow();
        for (JsonNode expected : fixture.path("chats")) {
            int[] ids = template.prompt(messages(expected))
                    .match(tokenized -> tokenized.chat().tokens(), refused -> new int[0]);
            assertThat(ids).isEqualTo(ints(expected.path("prompt")));
        }
    }

    @Test
    void shouldBecomeAStudentOfSomeOfItsLayers(@TempDir Path directory) throws IOException {
        Path path = directory.resolve("student");
        InitialStudents.ofLayers(path, model(), ChosenLayers.parse("28-29"));

        try (ModelDirectory student = ModelDirectory.open(path)) {
            String name = "self_attn.o_proj.weight";
            assertThat(values(student, "model.layers.1." + name)).isEqualTo(values(model(), "model.layers.29." + name));
            assertThat(student.tokenizer().fingerprint())
                    .isEqualTo(model().tokenizer().fingerprint());
        }
    }

    private ModelDirectory model() {
        return Objects.requireNonNull(opened);
    }

    private static FloatBuffer values(ModelDirectory model, String name) throws IOException {
        TensorSpecification tensor = model.configuration().tensorSpecifications().stream()
                .filter(specification -> specification.name().equals(name))
                .findFirst()
                .orElseThrow();
        return model.weights().float32(tensor).asFloatBuffer();
    }

    private static List<Message> messages(JsonNode chat) {
        return StreamSupport.stream(chat.path("messages").spliterator(), false)
                .map(message -> new Message(
                        ChatRole.valueOf(message.path("role").asText().toUpperCase(Locale.ROOT)),
                        message.path("content").asText()))
                .toList();
    }

    private static int[] ints(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }

    private static JsonNode fixture() {
        try (InputStream resource = RealModelTest.class.getResourceAsStream("smollm2-tokens.json")) {
            return new JsonMapper().readTree(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
