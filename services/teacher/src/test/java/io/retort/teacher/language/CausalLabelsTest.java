package io.retort.teacher.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retort.learning.huggingface.ModelDirectory;
import io.retort.learning.language.LanguageModel;
import io.retort.learning.language.PackedTokens;
import io.retort.learning.language.Precision;
import io.retort.learning.language.Predictions;
import io.retort.learning.student.TokenSequence;
import io.retort.learning.student.TokenSpan;
import io.retort.learning.torch.TorchEngine;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.DrawSeed;
import io.retort.schemas.label.SystematicDraws;
import io.retort.schemas.record.Prompt;
import io.retort.teacher.LabelOutcome;
import io.retort.teacher.LabelOutcome.Labelled;
import io.retort.teacher.LabelOutcome.Unlabellable;
import io.retort.teacher.Prompts;
import io.retort.teacher.UnlabellableReason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels of the tiny teacher against forward passes of the same model, one sequence at a time. */
class CausalLabelsTest {

    private static final String RESPONSE = "Hi! We will";
    private static final int END_OF_TURN = 2;
    private static final Prompt ANSWERED =
            new Prompt("answered", "test", 0L, "Where is my parcel?", RESPONSE, List.of(), Instant.EPOCH);

    @TempDir
    static Path path;

    private static ModelDirectory directory;
    private static LanguageModel model;

    @BeforeAll
    static void load() throws IOException {
        directory = ModelDirectory.open(TinyTeachers.write(path));
        model = LanguageModel.load(
                directory.configuration(), directory.weights(), TorchEngine.start(1), Precision.FLOAT32);
    }

    @AfterAll
    static void close() {
        model.close();
        directory.close();
    }

    @Test
    void shouldLabelEveryTokenOfTheResponseThatIsGiven() {
        Labelled label = label(TinyTeachers.settings(new LabelSupport.Full(), 1), ANSWERED);

        int[] before = asked(ANSWERED.getText());
        int[] after = IntStream.concat(IntStream.of(tokens(RESPONSE)), IntStream.of(END_OF_TURN))
                .toArray();
        int[] all = IntStream.concat(IntStream.of(before), IntStream.of(after)).toArray();
        assertThat(label.tokens()).isEqualTo(new TokenSequence(all, List.of(new TokenSpan(before.length, all.length))));
        assertThat(label.remarks()).isEmpty();
        float[][] expected = logProbabilities(label.tokens());
        for (int position = 0; position < after.length; position++) {
            assertThat(label.distributions().get(position).logProbabilities())
                    .containsExactly(expected[position], within(1e-4f));
        }
    }

    @Test
    void shouldDrawFromTheTeachersDistributionByThePromptsSeed() {
        Labelled label = label(TinyTeachers.settings(1_000), ANSWERED);

        DrawSeed seed = DrawSeed.ofPrompt("answered");
        float[][] expected = logProbabilities(label.tokens());
        for (int position = 0; position < expected.length; position++) {
            Distribution found = label.distributions().get(position);
            Distribution drawn = new SystematicDraws(22).draw(expected[position], seed, position);
            assertThat(found.ids()).isEqualTo(drawn.ids());
            assertThat(found.logProbabilities()).isEqualTo(drawn.logProbabilities());
            assertThat(found.draws().orElseThrow().witness())
                    .isEqualTo(drawn.draws().orElseThrow().witness());
            assertThat(found.draws().orElseThrow().entropy())
                    .isCloseTo(drawn.draws().orElseThrow().entropy(), within(1e-3f));
            assertThat(found.draws().orElseThrow().witnessLogProbability())
                    .isCloseTo(drawn.draws().orElseThrow().witnessLogProbability(), within(1e-3f));
        }
    }

    @Test
    void shouldKeepTheLikeliestTokensAndTheMassOfTheOthers() {
        Labelled label = label(TinyTeachers.settings(new LabelSupport.TopK(5), 1), ANSWERED);

        float[] expected = logProbabilities(label.tokens())[0];
        Distribution first = label.distributions().get(0);
        double rest = 1;
        for (int i = 0; i < 5; i++) {
            assertThat(first.logProbabilities()[i]).isCloseTo(expected[first.ids()[i]], within(1e-4f));
            rest -= Math.exp(expected[first.ids()[i]]);
        }
        assertThat(Math.exp(first.tailLogMass())).isCloseTo(rest, within(1e-4));
    }

    @Test
    void shouldLabelTextWithoutADistributionIfSoAsked() {
        Labelled label = label(TinyTeachers.settings(new LabelSupport.Text(), 1), ANSWERED);

        assertThat(label.distributions()).isEmpty();
        assertThat(label.tokens().positions()).isEqualTo(tokens(RESPONSE).length + 1);
    }

    @Test
    void shouldWriteAResponseThatThePromptsIdDecides() {
        try (CausalTeacher teacher = TinyTeachers.open(path, TinyTeachers.settings(1))) {
            String text = "Where is my parcel?";
            List<LabelOutcome> outcomes =
                    teacher.label(List.of(Prompts.of(1, text), Prompts.of(2, text), Prompts.of(1, text)));

            Labelled first = TinyTeachers.labelled(outcomes.get(0));
            assertThat(outcomes.get(2)).isEqualTo(outcomes.get(0)).isNotEqualTo(outcomes.get(1));
            int prompt = asked(text).length;
            assertThat(first.tokens().ids()).startsWith(asked(text)).hasSizeBetween(prompt + 1, prompt + 12);
            assertThat(first.tokens().labelled())
                    .containsExactly(new TokenSpan(prompt, first.tokens().ids().length));
            assertThat(first.remarks()).startsWith("written");
            assertThat(first.remarks().contains("unfinished"))
                    .isEqualTo(
                            !directory.endTokens().contains(last(first.tokens().ids())));
        }
    }

    @Test
    void shouldLabelInCompanyWhatItLabelsAloneUpToRounding() {
        List<Prompt> prompts = IntStream.range(0, 20)
                .mapToObj(index -> new Prompt(
                        "p" + index,
                        "test",
                        (long) index,
                        "Hello ".repeat(1 + index % 7),
                        " We will check your order".substring(0, 8 + index % 11),
                        List.of(),
                        Instant.EPOCH))
                .toList();
        CausalTeacherSettings alone = TinyTeachers.settings(new LabelSupport.Full(), 1);
        CausalTeacherSettings together = TinyTeachers.settings(new LabelSupport.Full(), 100);
        try (CausalTeacher one = TinyTeachers.open(path, alone);
                CausalTeacher other = TinyTeachers.open(path, together)) {
            List<LabelOutcome> expected = one.label(prompts);
            List<LabelOutcome> found = other.label(prompts);
            for (int i = 0; i < prompts.size(); i++) {
                assertClose(TinyTeachers.labelled(found.get(i)), TinyTeachers.labelled(expected.get(i)));
            }
        }
    }

    @Test
    void shouldCutADocumentAtTheLimitAndRefuseAPromptThatLeavesNoPlace() {
        CausalTeacherSettings settings = TinyTeachers.settings(1);
        String text = "where is my order, please? ".repeat(40);
        CausalTeacherSettings documents = new CausalTeacherSettings(
                settings.name(),
                settings.support(),
                settings.temperature(),
                Texts.DOCUMENT,
                settings.labelled(),
                settings.response(),
                settings.longest(),
                settings.batchTokens(),
                settings.precision(),
                settings.threads());

        Labelled cut = label(documents, Prompts.of(text));

        assertThat(cut.tokens().labelled()).containsExactly(new TokenSpan(1, 80));
        assertThat(cut.remarks()).containsExactly("cut");
        try (CausalTeacher teacher = TinyTeachers.open(path, settings)) {
            assertThat(teacher.label(List.of(Prompts.of(text))))
                    .first()
                    .isInstanceOfSatisfying(Unlabellable.class, unlabellable -> assertThat(unlabellable.reason())
                            .isEqualTo(UnlabellableReason.TOO_LONG));
        }
    }

    private static void assertClose(Labelled found, Labelled expected) {
        assertThat(found.tokens()).isEqualTo(expected.tokens());
        for (int position = 0; position < expected.distributions().size(); position++) {
            assertThat(found.distributions().get(position).logProbabilities())
                    .containsExactly(expected.distributions().get(position).logProbabilities(), within(1e-4f));
        }
    }

    private static Labelled label(CausalTeacherSettings settings, Prompt prompt) {
        try (CausalTeacher teacher = TinyTeachers.open(path, settings)) {
            return TinyTeachers.labelled(teacher.label(List.of(prompt)).get(0));
        }
    }

    private static int[] tokens(String text) {
        return directory.tokenizer().encodeText(text).match(tokens -> tokens.ids(), malformed -> {
            throw new AssertionError(malformed);
        });
    }

    /** As the tiny teacher's template writes a user's message and the beginning of an answer. */
    private static int[] asked(String text) {
        int startOfTurn = 1;
        return IntStream.of(0, 1, 2, 3, 4, 5)
                .flatMap(part -> switch (part) {
                    case 0, 4 -> IntStream.of(startOfTurn);
                    case 1 -> IntStream.of(tokens("user\n" + text));
                    case 2 -> IntStream.of(END_OF_TURN);
                    case 3 -> IntStream.of(tokens("\n"));
                    default -> IntStream.of(tokens("assistant\n"));
                })
                .toArray();
    }

    private static int last(int[] ids) {
        return ids[ids.length - 1];
    }

    private static float[][] logProbabilities(TokenSequence tokens) {
        int[] rows =
                IntStream.of(tokens.labelledIndices()).map(index -> index - 1).toArray();
        float[][] all = new float[rows.length][];
        try (Predictions predictions = model.predict(PackedTokens.of(List.of(tokens.ids())), rows)) {
            predictions.logProbabilities(1, (row, values) -> all[row] = values);
        }
        return all;
    }
}
