package io.retort.teacher.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.learning.labelspace.ClassSet;
import io.retort.learning.labelspace.NamedClass;
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

    private static final NamedClass ARRIVAL =
            new NamedClass("card_arrival", List.of("My new card has not come in the post"));
    private static final NamedClass REFUND = new NamedClass("refund", List.of("I want my money back"));
    private static final NamedClass LOGIN = new NamedClass("login", List.of("I cannot sign in to my account"));
    private static final ClassSet CLASSES = new ClassSet(List.of(ARRIVAL, REFUND, LOGIN));

    @Override
    protected Teacher open() {
        return ZeroShotEncoder.open(CLASSES, new ZeroShotSettings(0.05f, 2));
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
        try (Teacher one = ZeroShotEncoder.open(CLASSES, new ZeroShotSettings(0.05f, 1));
                Teacher three = ZeroShotEncoder.open(CLASSES, new ZeroShotSettings(0.05f, 3))) {
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
        ClassSet described = with(new NamedClass("refund", List.of("Pay me back")));
        ClassSet renamed = with(new NamedClass("Refund", REFUND.descriptions()));
        ClassSet reordered = new ClassSet(List.of(REFUND, ARRIVAL, LOGIN));
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
        ClassSet classes = with(new NamedClass("🙏🏽", List.of()));
        assertThatThrownBy(() -> ZeroShotEncoder.open(classes, ZeroShotSettings.standard()))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("classes is 🙏🏽; allowed: a name and descriptions that can be read");
    }

    private static Sha256 fingerprint(ClassSet classes, float temperature) {
        return EncoderFingerprint.of(EncoderFiles.miniLm(), classes, temperature);
    }

    private static Distribution only(Object outcome) {
        return ((Labelled) outcome).distributions().get(0);
    }

    private static ClassSet with(NamedClass second) {
        return new ClassSet(List.of(ARRIVAL, second, LOGIN));
    }
}
