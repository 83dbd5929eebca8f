package io.retort.teacher.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.platform.config.InvalidSetting;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.record.Sha256;
import io.retort.teacher.LabelOutcome.Labelled;
import io.retort.teacher.LabelOutcome.Unlabellable;
import io.retort.teacher.Prompts;
import io.retort.teacher.Teacher;
import io.retort.teacher.TeacherContract;
import io.retort.teacher.UnlabellableReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ZeroShotEncoderTest extends TeacherContract {

    private static final List<ClassTexts> CLASSES = List.of(
            new ClassTexts("card_arrival", List.of("card arrival", "My new card has not come in the post")),
            new ClassTexts("refund", List.of("refund", "I want my money back")),
            new ClassTexts("login", List.of("login", "I cannot sign in to my account")));

    @Override
    protected Teacher open() {
        return open(CLASSES, new ZeroShotSettings(0.05f, 2));
    }

    @Override
    protected List<String> unlabellable() {
        return List.of("", "  \t\n", "\u0000\u0007", "🙏🏽", "half \ud83d pair");
    }

    @Test
    void shouldSayWhyATextIsUnlabellable() {
        try (Teacher teacher = open()) {
            assertThat(teacher.label(Prompts.of(List.of(" \n", "🙏🏽", "\udc00"))).stream()
                            .map(Unlabellable.class::cast)
                            .map(Unlabellable::reason))
                    .containsExactly(
                            UnlabellableReason.EMPTY_TEXT,
                            UnlabellableReason.UNKNOWN_TEXT,
                            UnlabellableReason.MALFORMED_TEXT);
        }
    }

    @Test
    void shouldFindTheClassThatIsMeant() {
        try (Teacher teacher = open()) {
            List<String> texts =
                    List.of("where is the card you sent me", "please give me my money back", "wrong password");
            assertThat(teacher.label(Prompts.of(texts)).stream()
                            .map(outcome -> only(outcome).mostLikely()))
                    .containsExactly(0, 1, 2);
        }
    }

    @Test
    void shouldGiveTheSameBitsWhateverTheNeighboursAndThreads() {
        List<String> texts = new ArrayList<>(IntStream.range(0, 40)
                .mapToObj(i -> "My parcel " + "number ".repeat(i % 7) + i + " is late")
                .toList());
        List<List<String>> alone = texts.stream().map(List::of).toList();
        try (Teacher one = open(CLASSES, new ZeroShotSettings(0.05f, 1));
                Teacher three = open(CLASSES, new ZeroShotSettings(0.05f, 3))) {
            List<Distribution> expected = alone.stream()
                    .map(text -> only(one.label(Prompts.of(text)).get(0)))
                    .toList();
            Collections.reverse(texts);
            List<Distribution> together = new ArrayList<>(three.label(Prompts.of(texts)).stream()
                    .map(ZeroShotEncoderTest::only)
                    .toList());
            Collections.reverse(together);
            assertThat(together).isEqualTo(expected);
        }
    }

    @Test
    void shouldIgnoreWhatFollowsTheTokensItReads() {
        String read = "lost card ".repeat(127); // 254 tokens and the two of the template
        try (Teacher teacher = open()) {
            var outcomes = teacher.label(Prompts.of(List.of(read, read + "refund ".repeat(1_000), read.substring(10))));
            assertThat(outcomes.get(1)).isEqualTo(outcomes.get(0));
            assertThat(outcomes.get(2)).isNotEqualTo(outcomes.get(0));
        }
    }

    @Test
    void shouldChangeItsFingerprintWithAllThatChangesALabel() {
        List<ClassTexts> described = new ArrayList<>(CLASSES);
        described.set(1, new ClassTexts("refund", List.of("refund", "Pay me back")));
        List<ClassTexts> renamed = new ArrayList<>(CLASSES);
        renamed.set(1, new ClassTexts("Refund", CLASSES.get(1).texts()));
        List<ClassTexts> reordered = new ArrayList<>(CLASSES);
        Collections.swap(reordered, 0, 1);
        assertThat(List.of(
                        fingerprint(CLASSES, 0.05f),
                        fingerprint(CLASSES, 0.06f),
                        fingerprint(described, 0.05f),
                        fingerprint(renamed, 0.05f),
                        fingerprint(reordered, 0.05f)))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldRefuseAClassItCannotRead() {
        List<ClassTexts> classes = List.of(CLASSES.get(0), new ClassTexts("🙏🏽", List.of("🙏🏽")));
        assertThatThrownBy(() -> open(classes, ZeroShotSettings.standard()))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("classes is 🙏🏽; allowed: a name and descriptions that can be read");
    }

    private static Sha256 fingerprint(List<ClassTexts> classes, float temperature) {
        return EncoderFingerprint.of(EncoderFiles.miniLm(), classes, temperature);
    }

    private static Distribution only(Object outcome) {
        return ((Labelled) outcome).distributions().get(0);
    }

    private static Teacher open(List<ClassTexts> classes, ZeroShotSettings settings) {
        return ZeroShotEncoder.open(EncoderFiles.miniLm(), classes, settings);
    }
}
