package io.retort.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.completions.CompletionUsage;
import com.openai.models.models.Model;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.schemas.record.ChatRole;
import io.retort.schemas.record.Message;
import io.retort.server.TellingCheckpoints;
import io.retort.server.TinyCheckpoints;
import io.retort.server.generation.GenerationMetrics;
import io.retort.server.generation.ModelText;
import io.retort.server.live.Lease;
import io.retort.server.model.LanguageModelLoader;
import io.retort.server.model.ServedLanguageModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** OpenAI's own client for Java asks a real, small model. */
@Timeout(120)
class OpenAiClientTest {

    private static final String QUESTION = "Where is my parcel?";
    private static final int TOKENS = 30;

    @TempDir
    private static Path directory;

    private static RunningApi api;
    private static List<Long> prompt;
    private static OpenAIClient client;

    @BeforeAll
    static void open() throws IOException {
        Path tokens = Files.writeString(directory.resolve("tokens"), "secret");
        api = new RunningApi(
                directory,
                Tokens.of(tokens),
                LimitSettings.DEFAULTS,
                new LanguageModelLoader(RunningApi.GENERATION, new GenerationMetrics(new SimpleMeterRegistry())));
        api.promote(TinyCheckpoints.STUDENT, TinyCheckpoints.write(directory.resolve("checkpoints"), 7));
        prompt = prompt();
        client = client("secret");
    }

    @AfterAll
    static void close() throws InterruptedException {
        client.close();
        api.close();
    }

    @Test
    void shouldListTheModel() {
        assertThat(client.models().list().data()).extracting(Model::id).containsExactly(TinyCheckpoints.STUDENT);
    }

    @Test
    void shouldGoOnFromATextAndCountItsTokens() {
        Completion answer = client.completions().create(greedy().build());

        assertThat(answer.model()).isEqualTo(TinyCheckpoints.STUDENT);
        assertThat(answer.systemFingerprint()).hasValue(TellingCheckpoints.idOf(7));
        assertThat(text(answer)).isNotBlank();
        CompletionUsage usage = answer.usage().orElseThrow();
        assertThat(usage.promptTokens()).isPositive();
        assertThat(usage.completionTokens()).isBetween(1L, (long) TOKENS);
        assertThat(usage.totalTokens()).isEqualTo(usage.promptTokens() + usage.completionTokens());
    }

    @Test
    void shouldStreamTheSameText() {
        String whole = text(client.completions().create(greedy().build()));

        List<Completion> pieces;
        try (StreamResponse<Completion> stream = client.completions()
                .createStreaming(greedy().streamOptions(ChatCompletionStreamOptions.builder()
                                .includeUsage(true)
                                .build())
                        .build())) {
            pieces = stream.stream().toList();
        }

        assertThat(pieces.stream()
                        .flatMap(piece -> piece.choices().stream())
                        .map(choice -> choice.text())
                        .collect(Collectors.joining()))
                .isEqualTo(whole);
        assertThat(pieces).hasSizeGreaterThan(3);
        assertThat(pieces.get(pieces.size() - 1).usage().orElseThrow().completionTokens())
                .isPositive();
    }

    @Test
    void shouldStopBeforeAStop() {
        String whole = text(client.completions().create(greedy().build()));
        String stop = whole.substring(8, 11);

        Completion stopped = client.completions().create(greedy().stop(stop).build());

        assertThat(text(stopped)).isEqualTo(whole.substring(0, whole.indexOf(stop)));
        assertThat(stopped.choices().get(0).finishReason().asString()).isEqualTo("stop");
    }

    @Test
    void shouldSayTheSameForTheSameSeed() {
        CompletionCreateParams.Builder drawn = greedy().temperature(1.2).topP(0.95);

        String once = text(client.completions().create(drawn.seed(1).build()));

        assertThat(text(client.completions().create(drawn.seed(1).build()))).isEqualTo(once);
        assertThat(text(client.completions().create(drawn.seed(2).build()))).isNotEqualTo(once);
    }

    @Test
    void shouldChat() {
        ChatCompletion answer = client.chat().completions().create(chat().build());

        assertThat(answer.systemFingerprint()).hasValue(TellingCheckpoints.idOf(7));
        assertThat(answer.choices()).hasSize(1);
        assertThat(content(answer)).isNotBlank();
        assertThat(answer.usage().orElseThrow().completionTokens()).isPositive();
    }

    @Test
    void shouldStreamTheSameChat() {
        String whole = content(client.chat().completions().create(chat().build()));

        List<ChatCompletionChunk> pieces;
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(chat().build())) {
            pieces = stream.stream().toList();
        }

        assertThat(pieces.stream()
                        .flatMap(piece -> piece.choices().stream())
                        .flatMap(choice -> choice.delta().content().stream())
                        .collect(Collectors.joining()))
                .isEqualTo(whole);
        assertThat(pieces.get(pieces.size() - 1).choices().get(0).finishReason())
                .isPresent();
    }

    @Test
    void shouldTellErrorsApart() {
        OpenAIClient stranger = client("guessed");
        OpenAIServiceException unknown = catchThrowableOfType(
                UnauthorizedException.class, () -> stranger.completions().create(greedy().build()));
        stranger.close();
        assertThat(unknown.code()).hasValue("unauthorized");
        OpenAIServiceException model = catchThrowableOfType(NotFoundException.class, () -> client.completions()
                .create(greedy().model("nobody").build()));
        assertThat(model.code()).hasValue("unknown_model");
        assertThat(model.param()).hasValue("model");
        OpenAIServiceException field = catchThrowableOfType(BadRequestException.class, () -> client.completions()
                .create(greedy().n(2).build()));
        assertThat(field.code()).hasValue("unsupported_field");
        assertThat(field.type()).hasValue("invalid_request_error");
        assertThat(field.param()).hasValue("n");
    }

    /** What the model has learned to go on from: its template's tokens. */
    private static List<Long> prompt() {
        try (Lease lease = api.students.lease(TinyCheckpoints.STUDENT).orElseThrow()) {
            ModelText text = ((ServedLanguageModel) lease.held().model()).text();
            int[] tokens = text.ofChat(List.of(new Message(ChatRole.USER, QUESTION)))
                    .orElseThrow()
                    .match(tokenized -> tokenized.chat().tokens(), refused -> {
                        throw new AssertionError(refused.reason());
                    });
            return IntStream.of(tokens).mapToObj(id -> (long) id).toList();
        }
    }

    private static OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(api.address.resolve("/v1").toString())
                .apiKey(key)
                .maxRetries(0)
                .build();
    }

    private static CompletionCreateParams.Builder greedy() {
        return CompletionCreateParams.builder()
                .model(TinyCheckpoints.STUDENT)
                .promptOfArrayOfTokens(prompt)
                .maxTokens(TOKENS)
                .temperature(0);
    }

    private static ChatCompletionCreateParams.Builder chat() {
        return ChatCompletionCreateParams.builder()
                .model(TinyCheckpoints.STUDENT)
                .addSystemMessage("Be brief.")
                .addUserMessage(QUESTION)
                .maxCompletionTokens(TOKENS)
                .temperature(0);
    }

    private static String text(Completion answer) {
        return answer.choices().get(0).text();
    }

    private static String content(ChatCompletion answer) {
        return answer.choices().get(0).message().content().orElseThrow();
    }
}
