package io.retort.benchmarks.codec;

import io.retort.learning.huggingface.ModelDirectory;
import io.retort.learning.language.LanguageModel;
import io.retort.learning.language.PackedTokens;
import io.retort.learning.language.Precision;
import io.retort.learning.language.Predictions;
import io.retort.learning.torch.TorchEngine;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.TeacherIdentity;
import io.retort.teacher.LabelOutcome;
import io.retort.teacher.language.CausalTeacher;
import io.retort.teacher.language.CausalTeacherSettings;
import io.retort.teacher.language.LabelledTokens;
import io.retort.teacher.language.ResponseSettings;
import io.retort.teacher.language.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A causal language model that writes answers as a teacher service would, and tells the whole of its distributions. */
final class AnsweringTeacher implements AutoCloseable {

    private static final int LONGEST = 256;
    private static final int BATCH_TOKENS = 2_048;
    private static final int PROMPTS_AT_ONCE = 32;

    private final CausalTeacher teacher;
    private final ModelDirectory directory;
    private final LanguageModel model;

    private AnsweringTeacher(CausalTeacher teacher, ModelDirectory directory, LanguageModel model) {
        this.teacher = teacher;
        this.directory = directory;
        this.model = model;
    }

    static AnsweringTeacher open(Path path, int answerTokens, int threads) throws IOException {
        // What it keeps of its distributions is not looked at.
        CausalTeacherSettings settings = new CausalTeacherSettings(
                "benchmark",
                Scheme.sampled(1).support(),
                1,
                Texts.PROMPT,
                LabelledTokens.RESPONSES,
                new ResponseSettings(1, answerTokens),
                LONGEST,
                BATCH_TOKENS,
                Precision.FLOAT32,
                threads);
        ModelDirectory directory = ModelDirectory.open(path);
        LanguageModel model = LanguageModel.load(
                directory.configuration(), directory.weights(), TorchEngine.start(threads), Precision.FLOAT32);
        return new AnsweringTeacher(CausalTeacher.open(path, settings), directory, model);
    }

    LabelSpace labelSpace() {
        return teacher.labelSpace();
    }

    TeacherIdentity identity() {
        return teacher.identity();
    }

    ModelDirectory directory() {
        return directory;
    }

    /** Answers to messages, those that cannot be answered left out. */
    List<Answer> answers(List<String> messages) {
        List<Answer> answers = new ArrayList<>();
        for (int from = 0; from < messages.size(); from += PROMPTS_AT_ONCE) {
            List<Prompt> prompts = messages.subList(from, Math.min(messages.size(), from + PROMPTS_AT_ONCE)).stream()
                    .map(AnsweringTeacher::prompt)
                    .toList();
            List<LabelOutcome> outcomes = teacher.label(prompts);
            for (int i = 0; i < prompts.size(); i++) {
                String id = prompts.get(i).getId();
                answers.addAll(outcomes.get(i)
                        .<List<Answer>>match(
                                labelled -> List.of(new Answer(id, labelled.tokens())),
                                unlabellable -> List.of(),
                                unavailable -> {
                                    throw new IllegalStateException("the teacher failed: " + unavailable.message());
                                }));
            }
        }
        return answers;
    }

    /** Log-probabilities of every token of the vocabulary at each labelled position, answer by answer. */
    List<List<float[]>> logProbabilities(List<Answer> answers) {
        PackedTokens packed = PackedTokens.of(
                answers.stream().map(answer -> answer.tokens().ids()).toList());
        List<float[]> all = new ArrayList<>();
        try (Predictions predictions = model.predict(packed, rows(answers))) {
            predictions.logProbabilities(1, (row, values) -> all.add(values));
        }
        List<List<float[]>> byAnswer = new ArrayList<>();
        int at = 0;
        for (Answer answer : answers) {
            byAnswer.add(List.copyOf(all.subList(at, at + answer.tokens().positions())));
            at += answer.tokens().positions();
        }
        return byAnswer;
    }

    @Override
    public void close() {
        teacher.close();
        model.close();
        directory.close();
    }

    /** A token's distribution is read off the token before it. */
    private static int[] rows(List<Answer> answers) {
        List<int[]> rows = new ArrayList<>();
        int begin = 0;
        for (Answer answer : answers) {
            int before = begin - 1;
            rows.add(Arrays.stream(answer.tokens().labelledIndices())
                    .map(index -> before + index)
                    .toArray());
            begin += answer.tokens().ids().length;
        }
        return rows.stream().flatMapToInt(Arrays::stream).toArray();
    }

    private static Prompt prompt(String message) {
        String id = Fingerprints.hex(Fingerprints.ofText(message));
        return new Prompt(id, "benchmark", 0L, message, null, List.of(), Instant.EPOCH);
    }
}
