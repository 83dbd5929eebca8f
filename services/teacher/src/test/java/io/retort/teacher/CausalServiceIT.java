package io.retort.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.retort.learning.huggingface.ModelDirectory;
import io.retort.learning.label.LabelReader;
import io.retort.learning.language.LanguageModel;
import io.retort.learning.language.PackedTokens;
import io.retort.learning.language.Precision;
import io.retort.learning.language.Predictions;
import io.retort.learning.student.Example;
import io.retort.learning.torch.TorchEngine;
import io.retort.platform.kafka.DeadLetters;
import io.retort.schemas.record.ChatRole;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.schemas.record.Message;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.SoftLabel;
import io.retort.teacher.language.CausalTeacher;
import io.retort.teacher.language.CausalTeacherSettings;
import io.retort.teacher.language.LabelSupport;
import io.retort.teacher.language.LabelledTokens;
import io.retort.teacher.language.ResponseSettings;
import io.retort.teacher.language.Texts;
import io.retort.testing.RetortKafka;
import io.retort.testing.language.TinyTeacher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A causal language model as the teacher of a stream: prompts of every form, and records that cannot be labelled. */
class CausalServiceIT {

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<Prompt> PROMPTS = List.of(
            prompt("text", "Where is my parcel?", null),
            prompt("answered", "Where is my parcel?", "Hi! We will check your parcel"),
            prompt("chat", "", null, message(ChatRole.USER, "My card"), message(ChatRole.ASSISTANT, "Sorry")),
            prompt("open-chat", "", null, message(ChatRole.SYSTEM, "Be brief"), message(ChatRole.USER, "My refund?")));

    @TempDir
    private Path path;

    @Test
    void shouldLabelPromptsOfEveryFormAsAForwardPassOfItsOwnDoes() throws Exception {
        TinyTeacher.writeTo(path);
        try (PromptTopic topic = new PromptTopic(kafka.bootstrapServers(), kafka.topicNames());
                Teacher teacher = CausalTeacher.open(path, settings())) {
            PROMPTS.forEach(topic::send);
            topic.send(prompt("long", "where is it? ".repeat(100), null));
            topic.sendRaw("poison".getBytes(StandardCharsets.UTF_8), new byte[] {9, 9});
            topic.send(PROMPTS.get(0)); // again
            try (RunningTeacher running = RunningTeacher.start(
                    kafka.bootstrapServers(), kafka.topicNames(), RunningTeacher.settings("causal"), teacher)) {
                await().atMost(LIMIT).untilAsserted(() -> {
                    assertThat(topic.labels()).hasSize(PROMPTS.size() + 1);
                    assertThat(topic.deadLetters()).hasSize(2);
                });
                assertThat(running.service().progress().age()).isLessThan(LIMIT);
            }
            assertLabels(topic.labels().stream().map(PromptTopic::label).toList(), teacher);
            assertThat(topic.deadLetters())
                    .extracting(record -> new String(
                            record.headers().lastHeader(DeadLetters.REASON).value(), StandardCharsets.UTF_8))
                    .containsExactlyInAnyOrder("too-long", "not-avro");
        }
    }

    private void assertLabels(List<SoftLabel> labels, Teacher teacher) throws IOException {
        assertThat(labels).extracting(SoftLabel::getPromptId).contains("text", "answered", "chat", "open-chat");
        assertThat(of(labels, "text"))
                .extracting(SoftLabel::getTokens, SoftLabel::getDistributions)
                .hasSize(2)
                .containsOnly(tuple(
                        of(labels, "text").get(0).getTokens(),
                        of(labels, "text").get(0).getDistributions()));
        assertThat(of(labels, "answered").get(0).getPolicy()).isEqualTo(teacher.policy());
        assertThat(of(labels, "open-chat").get(0).getPolicy()).startsWith(teacher.policy() + " written");
        try (ModelDirectory directory = ModelDirectory.open(path);
                LanguageModel model = LanguageModel.load(
                        directory.configuration(), directory.weights(), TorchEngine.start(1), Precision.FLOAT32)) {
            labels.forEach(label -> assertAsOfItsOwn(label, example(label, teacher), model));
        }
    }

    private static List<SoftLabel> of(List<SoftLabel> labels, String promptId) {
        return labels.stream()
                .filter(label -> label.getPromptId().equals(promptId))
                .toList();
    }

    private static void assertAsOfItsOwn(SoftLabel label, Example example, LanguageModel model) {
        int[] rows = IntStream.of(example.tokens().labelledIndices())
                .map(index -> index - 1)
                .toArray();
        assertThat(rows).as(label.getPromptId()).hasSize(label.getPositions());
        try (Predictions own =
                model.predict(PackedTokens.of(List.of(example.tokens().ids())), rows)) {
            own.logProbabilities(1, (row, expected) -> {
                float[] found = example.targets().get(row).logProbabilities();
                for (int id = 0; id < expected.length; id++) {
                    // The codec's bound, and rounding: the sequence was computed in other company.
                    double bound = 1.25e-4 * Math.sqrt(-expected[id]) + 1e-4;
                    assertThat(found[id]).isCloseTo(expected[id], within((float) bound));
                }
            });
        }
    }

    private static Example example(SoftLabel label, Teacher teacher) {
        LabelSpaceReference space = new LabelSpaceReference(
                teacher.labelSpace().getKind(),
                teacher.labelSpace().getFingerprint(),
                teacher.labelSpace().getSize());
        return new LabelReader(space, example -> Optional.empty()).read(label).match(fit -> fit.example(), unfit -> {
            throw new AssertionError(unfit);
        });
    }

    private static CausalTeacherSettings settings() {
        return new CausalTeacherSettings(
                "tiny",
                new LabelSupport.Full(),
                1,
                Texts.PROMPT,
                LabelledTokens.RESPONSES,
                new ResponseSettings(1, 12),
                100,
                1_000,
                Precision.FLOAT32,
                1);
    }

    private static Prompt prompt(String id, String text, @Nullable String response, Message... messages) {
        return new Prompt(id, "test", 0L, text, response, List.of(messages), Instant.ofEpochMilli(1_000));
    }

    private static Message message(ChatRole role, String content) {
        return new Message(role, content);
    }
}
