package io.retort.learning.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.learning.student.UnusableModelException;
import io.retort.schemas.record.ChatRole;
import io.retort.schemas.record.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDirectoryTest {

    @TempDir
    Path directory;

    @BeforeEach
    void write(@TempDir Path sources) throws IOException {
        List.of("tokenizer.json", "tokenizer_config.json", "config.json")
                .forEach(file -> TinyModel.copy(file, sources));
        ModelDirectoryWriter.write(
                directory,
                ModelConfiguration.read(sources),
                TokenizerFiles.read(sources),
                new SeededWeights(1, 0.02),
                WeightType.BF16);
    }

    @Test
    void shouldEndATextByTheGenerationsTokensBeforeTheModels() throws IOException {
        assertThat(endTokens()).containsExactly(2);

        writeFile("generation_config.json", "{\"eos_token_id\": [3, 0, 3]}");
        assertThat(endTokens()).containsExactly(0, 3);

        writeFile("generation_config.json", "{\"temperature\": 0.7}");
        assertThat(endTokens()).containsExactly(2);
    }

    @Test
    void shouldRefuseAnEndThatIsNoToken() throws IOException {
        Path file = writeFile("generation_config.json", "{\"eos_token_id\": 512}");

        assertThatThrownBy(() -> ModelDirectory.open(directory))
                .isInstanceOf(UnusableModelException.class)
                .hasMessage(file + ": eos_token_id is 512; allowed: 0 to 511");
    }

    @Test
    void shouldTakeTheTemplateOfItsOwnFileFirst() throws IOException {
        assertThat(hello()).isEqualTo("system\nYou are a small student.\nuser\nHello\n");

        writeFile("chat_template.jinja", "{{ eos_token }}own {{ messages[0].content }}");
        assertThat(hello()).isEqualTo("own Hello");
    }

    @Test
    void shouldTakeTheDefaultOfSeveralTemplates() throws IOException {
        writeFile(
                "tokenizer_config.json",
                "{\"bos_token\": {\"content\": \"B\"}, \"chat_template\": [{\"name\": \"tool_use\", \"template\": \"no\"},"
                        + " {\"name\": \"default\", \"template\": \"{{ bos_token }}: {{ messages[0].content }}\"}]}");
        assertThat(hello()).isEqualTo("B: Hello");

        writeFile("tokenizer_config.json", "{\"chat_template\": [{\"name\": \"tool_use\", \"template\": \"no\"}]}");
        assertThatThrownBy(() -> ModelDirectory.open(directory))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageEndingWith("chat_template is neither a text nor a list with one named default");
    }

    @Test
    void shouldHaveNoTemplateWhereNoneIsSaid() throws IOException {
        Files.delete(directory.resolve("tokenizer_config.json"));

        try (ModelDirectory model = ModelDirectory.open(directory)) {
            assertThat(model.chatTemplate()).isEmpty();
        }
    }

    @Test
    void shouldRefuseAConfigurationThatContradictsTheShapes() throws IOException {
        Path file = directory.resolve("config.json");
        Files.writeString(file, Files.readString(file).replace("\"hidden_size\" : 32", "\"hidden_size\" : 64"));

        assertThatThrownBy(() -> ModelDirectory.open(directory))
                .isInstanceOf(UnusableModelException.class)
                .hasMessage(
                        directory.resolve("model.safetensors")
                                + ": tensor model.embed_tokens.weight: BF16 of shape [512, 32]; allowed: F32 or F16 or BF16 of shape [512, 64]");
    }

    private List<Integer> endTokens() throws IOException {
        try (ModelDirectory model = ModelDirectory.open(directory)) {
            return model.endTokens();
        }
    }

    private String hello() throws IOException {
        try (ModelDirectory model = ModelDirectory.open(directory)) {
            int[] tokens = model.chatTemplate()
                    .orElseThrow()
                    .conversation(List.of(new Message(ChatRole.USER, "Hello")))
                    .match(tokenized -> tokenized.chat().tokens(), refused -> new int[0]);
            return model.tokenizer().decode(tokens);
        }
    }

    private Path writeFile(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }
}
