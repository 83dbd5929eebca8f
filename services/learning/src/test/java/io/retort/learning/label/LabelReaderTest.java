package io.retort.learning.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.retort.learning.student.Example;
import io.retort.learning.student.TokenSpan;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.record.Span;
import io.retort.schemas.record.Support;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LabelReaderTest {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final LabelReader reader = new LabelReader(TokenLabel.SPACE, example -> Optional.empty());

    @Test
    void shouldReadTokensWithTheirSpansAndDistributions() {
        Example example = fit(TokenLabel.good()).example();

        assertThat(example.tokens().ids()).containsExactly(TokenLabel.TOKENS);
        assertThat(example.tokens().labelled()).containsExactly(new TokenSpan(1, 2), new TokenSpan(3, 5));
        assertThat(example.support()).isEqualTo(Support.SAMPLED);
        assertThat(example.targets()).hasSize(3).allSatisfy(target -> {
            assertThat(target.ids()).containsExactly(0, 2, 6);
            assertThat(target.draws().orElseThrow().number()).isEqualTo(4);
        });
    }

    @Test
    void shouldReadTextWhoseTokensAreTheTargets() {
        Example example = fit(TokenLabel.good().setSupport(Support.TEXT).setDistributions(NOTHING))
                .example();

        assertThat(example.targets()).isEmpty();
        assertThat(example.tokens().positions()).isEqualTo(3);
    }

    @Test
    void shouldTellInputsApartByTheirTokens() {
        long input = fit(TokenLabel.good()).input();

        assertThat(fit(TokenLabel.good()
                                .setPromptId("other")
                                .setDistributions(TokenLabel.full(3))
                                .setSupport(Support.FULL))
                        .input())
                .isEqualTo(input);
        assertThat(fit(TokenLabel.good().setTokens(tokens(3, 0, 6, 6, 2))).input())
                .isNotEqualTo(input);
    }

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("lies")
    void shouldRefuseLies(String reason, String message, SoftLabel.Builder label) {
        assertThat(reader.read(label.build())).isInstanceOfSatisfying(LabelReading.Unfit.class, unfit -> {
            assertThat(unfit.reason()).isEqualTo(reason);
            assertThat(unfit.message()).contains(message);
        });
    }

    static Stream<Arguments> lies() {
        return Stream.of(
                lie("spans", "tokens [0, 1) of 5", spans(1, new Span(0, 1))),
                lie("spans", "tokens [-2, 1) of 5", spans(3, new Span(-2, 1))),
                lie("spans", "tokens [4, 6) of 5", spans(2, new Span(4, 6))),
                lie("spans", "tokens [4, 2147483647) of 5", spans(3, new Span(4, Integer.MAX_VALUE))),
                lie("spans", "tokens [2, 2) of 5", spans(3, new Span(2, 2))),
                lie("spans", "tokens [3, 2) of 5", spans(3, new Span(3, 2))),
                lie("spans", "tokens [2, 5) of 5", spans(5, new Span(1, 3), new Span(2, 5))),
                lie("spans", "tokens [1, 2) of 5", spans(2, new Span(3, 4), new Span(1, 2))),
                lie(
                        "positions",
                        "positions is 2, the spans hold 3",
                        TokenLabel.good().setPositions(2)),
                lie(
                        "positions",
                        "positions is 4, the spans hold 3",
                        TokenLabel.good().setPositions(4)),
                lie("positions", "positions is 0, the spans hold 0", spans(0)),
                lie("spans", "of 0 have", TokenLabel.good().setTokens(NOTHING)),
                lie("version", "version of 2", TokenLabel.good().setTokens(bytes(2, 5, 0, 0, 0, 0))),
                lie("temperature", "temperature is NaN", TokenLabel.good().setTemperature(Float.NaN)),
                lie("label-space", "VOCABULARY of 8", TokenLabel.good().setLabelSpace(space(8))),
                lie("support", "", TokenLabel.good().setSupport(Support.FULL)),
                lie("support", "", TokenLabel.good().setDistributions(TokenLabel.full(3))));
    }

    @Test
    void shouldRefuseDistributionsOfMoreOrFewerPositionsThanTheSpansHold() {
        for (int positions : new int[] {2, 4}) {
            assertThat(reader.read(TokenLabel.good()
                            .setSupport(Support.FULL)
                            .setDistributions(TokenLabel.full(positions))
                            .build()))
                    .as("%d distributions for 3 positions", positions)
                    .isInstanceOf(LabelReading.Unfit.class);
        }
        assertThat(reader.read(TokenLabel.good()
                        .setDistributions(TokenLabel.sampled(2))
                        .build()))
                .isInstanceOf(LabelReading.Unfit.class);
    }

    /** The beginning of a coded message may happen to be a whole one that says something else; half of one is none. */
    @Test
    void shouldRefuseBytesThatAreCutOff() {
        ByteBuffer whole = TokenLabel.good().build().getDistributions();
        for (int length = 0; length <= whole.remaining() / 2; length++) {
            ByteBuffer cut = ByteBuffer.wrap(whole.array(), 0, length);
            assertThat(reader.read(TokenLabel.good().setDistributions(cut).build()))
                    .as("%d of %d bytes", length, whole.remaining())
                    .isInstanceOf(LabelReading.Unfit.class);
        }
    }

    /** Whatever the bytes say, what is fit holds tokens and ids of the vocabulary, and as many targets as positions. */
    @Test
    void shouldYieldNoIdOutsideOfTheVocabularyWhateverTheBytes() {
        Random random = new Random(5);
        SoftLabel good = TokenLabel.good().build();
        int fits = 0;
        for (int i = 0; i < 20_000; i++) {
            SoftLabel.Builder label = TokenLabel.good()
                    .setTokens(bent(good.getTokens(), random))
                    .setDistributions(bent(good.getDistributions(), random));
            fits += reader.read(label.build())
                    .<Integer>match(
                            fit -> {
                                assertSound(fit.example());
                                return 1;
                            },
                            unfit -> 0);
        }
        assertThat(fits).as("of 20,000, the untouched ones among them").isBetween(100, 19_000);
    }

    @Test
    void shouldAskTheStudentLast() {
        LabelReader picky = new LabelReader(TokenLabel.SPACE, example -> Optional.of("too long"));

        assertThat(picky.read(TokenLabel.good().build())).isEqualTo(new LabelReading.Unfit("misfit", "too long"));
    }

    private static void assertSound(Example example) {
        assertThat(example.targets()).hasSize(example.tokens().positions());
        assertThat(inVocabulary(example.tokens().ids())).isTrue();
        assertThat(example.targets()).allMatch(target -> inVocabulary(target.ids()));
    }

    private static boolean inVocabulary(int[] ids) {
        return Arrays.stream(ids).allMatch(id -> id >= 0 && id < TokenLabel.VOCABULARY);
    }

    private static ByteBuffer bent(ByteBuffer bytes, Random random) {
        byte[] copy = Arrays.copyOf(bytes.array(), bytes.remaining());
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt();
        }
        return ByteBuffer.wrap(copy);
    }

    private LabelReading.Fit fit(SoftLabel.Builder label) {
        return reader.read(label.build()).match(fit -> fit, unfit -> {
            throw new AssertionError(unfit.reason() + ": " + unfit.message());
        });
    }

    private static Arguments lie(String reason, String message, SoftLabel.Builder label) {
        return arguments(reason, message, label);
    }

    private static SoftLabel.Builder spans(int positions, Span... spans) {
        return TokenLabel.good().setSpans(List.of(spans)).setPositions(positions);
    }

    private static LabelSpaceReference space(int size) {
        return new LabelSpaceReference(LabelSpaceKind.VOCABULARY, TokenLabel.SPACE.getFingerprint(), size);
    }

    private static ByteBuffer tokens(int... ids) {
        return TokenLabel.tokens(ids, TokenLabel.VOCABULARY);
    }

    private static ByteBuffer bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return ByteBuffer.wrap(bytes);
    }
}
