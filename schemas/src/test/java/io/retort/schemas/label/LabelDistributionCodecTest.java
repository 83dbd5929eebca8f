package io.retort.schemas.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.retort.schemas.record.Support;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelDistributionCodecTest {

    private static final float NONE = Float.NEGATIVE_INFINITY;

    private final LabelDistributionCodec codec = new LabelDistributionCodec();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 20, 77, 1000, 49_152})
    void shouldReadEveryFullDistributionWithinTheStatedError(int size) {
        RandomDistributions random = new RandomDistributions(size);
        for (int round = 0; round < Math.max(2, 2000 / size); round++) {
            List<Distribution> written = random.fullLabel(random.between(1, 5), size);

            List<Distribution> read = roundTrip(Support.FULL, written, size);

            assertClose(read, written);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 300, 49_152})
    void shouldReadEveryTopKDistributionWithinTheStatedError(int size) {
        RandomDistributions random = new RandomDistributions(size);
        for (int round = 0; round < Math.max(5, 10_000 / size); round++) {
            List<Distribution> written = random.topKLabel(random.between(1, 4), size);

            List<Distribution> read = roundTrip(Support.TOP_K, written, size);

            assertClose(read, written);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 20, 300, 49_152})
    void shouldReadEverySampledDistributionWithinTheStatedError(int size) {
        RandomDistributions random = new RandomDistributions(size);
        for (int round = 0; round < Math.max(5, 10_000 / size); round++) {
            List<Distribution> written = random.sampledLabel(random.between(1, 9), size);

            List<Distribution> read = roundTrip(Support.SAMPLED, written, size);

            assertThat(read).hasSameSizeAs(written);
            for (int position = 0; position < read.size(); position++) {
                assertSameDraws(read.get(position), written.get(position));
            }
        }
    }

    private static void assertSameDraws(Distribution read, Distribution written) {
        assertThat(read.ids()).isEqualTo(written.ids());
        assertThat(read.logProbabilities()).isEqualTo(written.logProbabilities());
        Draws found = read.draws().orElseThrow();
        Draws expected = written.draws().orElseThrow();
        assertThat(found.number()).isEqualTo(expected.number());
        assertThat(found.witness()).isEqualTo(expected.witness());
        double entropy = expected.entropy();
        assertThat((double) found.entropy()).isCloseTo(entropy, within(0.0046 * Math.sqrt(entropy) + 6e-6));
        double kept = Math.max(-32, expected.witnessLogProbability());
        assertThat((double) found.witnessLogProbability()).isCloseTo(kept, within(0.0056 * Math.sqrt(-kept) + 8e-6));
    }

    // By hand: version 1, support 1, k 2, ids 3 and 3 + 0x95 + 1, code of log(1/4) twice, code of log(1/2).
    // sqrt(ln 4 / 64) * 65534 = 9645.05, 0x25AD; sqrt(ln 2 / 64) * 65534 = 6820.08, 0x1AA4.
    @Test
    void shouldWriteTheBytesItDescribes() {
        float quarter = (float) -1.3862943611198906;
        float half = (float) -0.6931471805599453;
        Distribution written = new Distribution(new int[] {3, 153}, new float[] {quarter, quarter}, half);

        byte[] bytes = codec.encode(Support.TOP_K, List.of(written), 1000);

        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("01" + "01" + "02" + "03" + "9501" + "25ad25ad" + "1aa4");
    }

    @Test
    void shouldGiveTheSameBytesForTheSameDistributions() {
        RandomDistributions random = new RandomDistributions(7);
        List<Distribution> written = random.topKLabel(50, 49_152);

        byte[] first = codec.encode(Support.TOP_K, written, 49_152);

        assertThat(codec.encode(Support.TOP_K, written, 49_152)).isEqualTo(first);
    }

    @Test
    void shouldTellAnEmptyTailFromASmallOne() {
        float[] halves = {(float) Math.log(0.5), (float) Math.log(0.5)};
        Distribution without = new Distribution(new int[] {0, 1}, halves, NONE);
        Distribution with = new Distribution(new int[] {0, 1}, halves, -63);

        List<Distribution> read = roundTrip(Support.TOP_K, List.of(without, with), 3);

        assertThat(read.get(0).tailLogMass()).isEqualTo(NONE);
        assertThat(read.get(1).tailLogMass()).isCloseTo(-63, within(0.001f));
    }

    @Test
    void shouldNormaliseWhatRoundingLeftBesideOne() {
        float slightlyMore = (float) Math.log(0.5002);
        Distribution written = new Distribution(new int[] {0, 1}, new float[] {slightlyMore, slightlyMore}, NONE);

        Distribution read = roundTrip(Support.FULL, List.of(written), 2).get(0);

        assertThat(read.logProbabilities()[0]).isCloseTo((float) Math.log(0.5), within(1.25e-4f));
    }

    @Test
    void shouldLeaveTheBuffersPositionWhereItIs() {
        byte[] bytes = codec.encode(Support.FULL, new RandomDistributions(3).fullLabel(1, 5), 5);
        ByteBuffer buffer =
                ByteBuffer.allocate(bytes.length + 7).position(7).put(bytes).position(7);

        DecodedDistributions read = codec.decode(buffer, Support.FULL, 1, 5);

        assertThat(read)
                .isEqualTo(codec.decode(bytes, Support.FULL, 1, 5))
                .isInstanceOf(DecodedDistributions.Read.class);
        assertThat(buffer.position()).isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource(names = {"SAMPLED", "TEXT"})
    void shouldRefuseToWriteWithASupportThatDoesNotFit(Support support) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.encode(support, new RandomDistributions(1).fullLabel(1, 2), 2))
                .withMessageContaining(support.name());
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "TOP_K"})
    void shouldRefuseToWriteDrawsAsIfTheyWereKnown(Support support) {
        Distribution drawn = Distribution.ofDraws(new int[] {0, 1}, new int[] {1, 1}, new Draws(2, 0.6f, 0, -0.6f));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.encode(support, List.of(drawn), 2))
                .withMessageContaining("SAMPLED");
    }

    @Test
    void shouldRefuseToWriteWhatWasNotDrawnSo() {
        Draws draws = new Draws(4, 0.6f, 0, -0.6f);
        refusesDraws("sum|draws in", 2, Distribution.ofDraws(new int[] {0, 1}, new int[] {1, 2}, draws));
        refusesDraws("times", 2, drawn(new int[] {0, 1}, (float) Math.log(0.3), (float) Math.log(0.7)));
        refusesDraws("times", 2, drawn(new int[] {0, 1}, 0, NONE));
        refusesDraws("times", 2, drawn(new int[] {0}, Float.NaN));
        refusesDraws("below 2", 2, drawn(new int[] {0, 2}, (float) Math.log(0.25), (float) Math.log(0.75)));
        refusesDraws("ascending", 9, drawn(new int[] {0, 0}, (float) Math.log(0.25), (float) Math.log(0.75)));
        refusesDraws("at least 2", 1, drawn(new int[] {0}, 0));
        refusesDraws("entropy", 2, Distribution.ofDraws(new int[] {0}, new int[] {4}, new Draws(4, 0.7f, 0, -1)));
        refusesDraws(
                "same number",
                2,
                drawn(new int[] {0}, 0),
                Distribution.ofDraws(new int[] {0}, new int[] {5}, new Draws(5, 0, 0, 0)));
    }

    private static Distribution drawn(int[] ids, float... logProbabilities) {
        return new Distribution(ids, logProbabilities, NONE, Optional.of(new Draws(4, 0.6f, 0, -0.6f)));
    }

    private void refusesDraws(String message, int size, Distribution... distributions) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.encode(Support.SAMPLED, List.of(distributions), size))
                .withMessageMatching(".*(" + message + ").*");
    }

    @Test
    void shouldRefuseToWriteWhatIsNoDistribution() {
        float half = (float) Math.log(0.5);
        refuses(Support.FULL, "NaN", NONE, new int[] {0, 1}, half, Float.NaN);
        refuses(Support.FULL, "at most 0", NONE, new int[] {0, 1}, half, 0.01f);
        refuses(Support.FULL, "at most 0", NONE, new int[] {0, 1}, half, Float.POSITIVE_INFINITY);
        refuses(Support.FULL, "sum to", NONE, new int[] {0, 1}, half, -0.5f);
        refuses(Support.FULL, "sum to", NONE, new int[] {0, 1}, half, -1f);
        refuses(Support.FULL, "all 2", NONE, new int[] {0}, 0);
        refuses(Support.FULL, "tail", half, new int[] {0, 1}, half, half);
        refuses(Support.TOP_K, "tail", half, new int[] {0, 1}, half, half);
        refuses(Support.TOP_K, "NaN", Float.NaN, new int[] {1}, 0);
        refuses(Support.TOP_K, "ascending", NONE, new int[] {1, 0}, half, half);
        refuses(Support.TOP_K, "ascending", NONE, new int[] {1, 1}, half, half);
        refuses(Support.TOP_K, "below 2", half, new int[] {2}, half);
        refuses(Support.TOP_K, "ascending", half, new int[] {-1}, half);
        assertThatIllegalArgumentException().isThrownBy(() -> codec.encode(Support.FULL, List.of(), 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.encode(Support.FULL, new RandomDistributions(1).fullLabel(1, 2), 0));
    }

    private void refuses(Support support, String message, float tail, int[] ids, float... logProbabilities) {
        List<Distribution> distributions = List.of(new Distribution(ids, logProbabilities, tail));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.encode(support, distributions, 2))
                .withMessageContaining(message);
    }

    private List<Distribution> roundTrip(Support support, List<Distribution> written, int size) {
        byte[] bytes = codec.encode(support, written, size);
        return codec.decode(bytes, support, written.size(), size).match(read -> read, malformed -> {
            throw new AssertionError(malformed);
        });
    }

    private static void assertClose(List<Distribution> read, List<Distribution> written) {
        assertThat(read).hasSameSizeAs(written);
        for (int position = 0; position < read.size(); position++) {
            Distribution found = read.get(position);
            Distribution expected = written.get(position);
            assertThat(found.ids()).isEqualTo(expected.ids());
            double mass = Math.exp(found.tailLogMass());
            for (int i = 0; i < found.ids().length; i++) {
                assertWithinBound(found.logProbabilities()[i], expected.logProbabilities()[i]);
                mass += Math.exp(found.logProbabilities()[i]);
            }
            if (expected.tailLogMass() == NONE) {
                assertThat(found.tailLogMass()).isEqualTo(NONE);
            } else {
                assertWithinBound(found.tailLogMass(), expected.tailLogMass());
            }
            assertThat(mass).isCloseTo(1, within(0.0006));
        }
    }

    // 2e-6 beside the stated error: the floats of the expected distribution do not sum to 1 exactly either.
    private static void assertWithinBound(double found, double expected) {
        double kept = Math.max(-64, expected);
        assertThat(found).isCloseTo(kept, within(1.25e-4 * Math.sqrt(Math.max(0, -kept)) + 2e-6));
    }
}
