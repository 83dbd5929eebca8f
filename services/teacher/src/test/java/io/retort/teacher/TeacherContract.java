package io.retort.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.Support;
import io.retort.teacher.LabelOutcome.Labelled;
import io.retort.teacher.LabelOutcome.Unlabellable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every teacher keeps. */
public abstract class TeacherContract {

    private static final String TEXT = "My card has not arrived yet, where is it?";

    private Teacher teacher;

    /** A teacher that can label any ordinary English sentence at once. */
    protected abstract Teacher open();

    /** Texts this teacher can never label. */
    protected abstract List<String> unlabellable();

    @BeforeEach
    void openTeacher() {
        teacher = open();
    }

    @AfterEach
    void closeTeacher() {
        teacher.close();
    }

    @Test
    void shouldAnswerEachPromptInItsPlace() {
        String bad = unlabellable().get(0);
        List<LabelOutcome> outcomes = teacher.label(Prompts.of(List.of(TEXT, bad, TEXT, bad)));
        assertThat(outcomes).hasSize(4);
        assertThat(outcomes.get(0)).isInstanceOf(Labelled.class).isEqualTo(outcomes.get(2));
        assertThat(outcomes.get(1)).isInstanceOf(Unlabellable.class).isEqualTo(outcomes.get(3));
    }

    @Test
    void shouldAnswerNothingToNothing() {
        assertThat(teacher.label(List.of())).isEmpty();
    }

    @Test
    void shouldAnswerAwkwardTextsWithAnOutcome() {
        List<Prompt> prompts = Prompts.of(List.of(
                "",
                " ",
                " ".repeat(10_000),
                "\u0000\u0001\u001f\u007f",
                "🙏🏽👨‍👩‍👧‍👦",
                "e\u0301\u0301\u0301",
                "broken \ud83d pair",
                "\udc00",
                "\ufffe\uffff\ufffd",
                "[SEP][PAD][MASK]",
                "x".repeat(2_000_000),
                "lost card ".repeat(200_000)));
        assertThat(teacher.label(prompts)).hasSize(prompts.size()).doesNotContainNull();
    }

    @Test
    void shouldNotLabelAnEmptyText() {
        assertThat(teacher.label(Prompts.of(List.of("", " \t\r\n"))))
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Unlabellable.class));
    }

    @Test
    void shouldNotLabelWhatCannotBeLabelled() {
        assertThat(teacher.label(Prompts.of(unlabellable())))
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Unlabellable.class));
    }

    @Test
    void shouldRepeatNoTextInAMessage() {
        String secret = "\ud800 4929-1234";
        assertThat(teacher.label(List.of(Prompts.of(secret))).toString()).doesNotContain("4929-1234");
    }

    @Test
    void shouldLabelInItsOwnSpaceAndSupport() {
        int size = teacher.labelSpace().getSize();
        for (Distribution distribution : distributions(TEXT)) {
            assertThat(distribution.ids()).isSorted().doesNotHaveDuplicates();
            assertThat(distribution.ids()[0]).isNotNegative();
            if (teacher.labelSpace().getKind() == LabelSpaceKind.CLASSES) {
                assertThat(distribution.ids()[distribution.ids().length - 1]).isLessThan(size);
            }
            if (teacher.support() == Support.FULL) {
                assertThat(distribution.ids()).hasSize(size);
                assertThat(distribution.tailLogMass()).isEqualTo(Float.NEGATIVE_INFINITY);
            }
        }
    }

    @Test
    void shouldGiveAllProbabilityAway() {
        for (Distribution distribution : distributions(TEXT)) {
            float[] logs = distribution.logProbabilities();
            double sum = Math.exp(distribution.tailLogMass());
            for (float log : logs) {
                assertThat(log).isLessThanOrEqualTo(0);
                sum += Math.exp(log);
            }
            assertThat(sum).isCloseTo(1, within(1e-5)); // float32 logarithms, each off by 6e-8 of its size
        }
    }

    @Test
    void shouldFingerprintItsClasses() {
        var space = teacher.labelSpace();
        if (space.getKind() == LabelSpaceKind.CLASSES) {
            assertThat(space.getNames()).hasSizeGreaterThanOrEqualTo(2).doesNotHaveDuplicates();
            assertThat(space.getFingerprint()).isEqualTo(Fingerprints.ofClasses(space.getNames()));
        }
    }

    @Test
    void shouldStayWhoItIs() {
        try (Teacher again = open()) {
            assertThat(again.identity()).isEqualTo(teacher.identity());
            assertThat(again.labelSpace()).isEqualTo(teacher.labelSpace());
            assertThat(again.temperature()).isEqualTo(teacher.temperature()).isPositive();
            assertThat(again.policy()).isEqualTo(teacher.policy()).isNotBlank();
        }
    }

    @Test
    void shouldRefuseToLabelWhenClosedAndCloseTwice() {
        teacher.close();
        teacher.close();
        List<Prompt> prompts = List.of(Prompts.of(TEXT));
        assertThatThrownBy(() -> teacher.label(prompts)).isInstanceOf(IllegalStateException.class);
    }

    private List<Distribution> distributions(String text) {
        return teacher.label(List.of(Prompts.of(text))).stream()
                .flatMap(outcome -> outcome.match(
                        labelled -> labelled.distributions().stream(),
                        unlabellable -> Stream.<Distribution>empty(),
                        unavailable -> Stream.<Distribution>empty()))
                .toList();
    }
}
