package io.retort.schemas.label;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.retort.schemas.record.Support;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedDistributionsTest {

    private static final Set<String> REASONS = Set.of(
            "label-space-size",
            "positions",
            "support",
            "version",
            "truncated",
            "trailing-bytes",
            "number",
            "ids",
            "log-probability",
            "tail",
            "mass",
            "draws",
            "range",
            "ending");

    // Of RangeCodedBytesTest: once 0 and twice 1 of three draws. The other, by the same script: one draw whose bytes
    // end in 9a,
    // while 9b lies in the same interval.
    private static final String SAMPLED_BYTES = "010203d46c74";
    private static final String SAMPLED_OTHER_END = "01020106fe9b";

    private final LabelDistributionCodec codec = new LabelDistributionCodec();

    // Codes: 1aa4 is log(1/2), 0000 is 0 (certainty), ffff is nothing, fffe is -64.
    static Stream<Arguments> malformed() {
        return Stream.of(
                of("no bytes", "truncated", "", Support.FULL, 1, 2),
                of("a later version", "version", "02 00 1aa4 1aa4", Support.FULL, 1, 2),
                of("TOP_K bytes in a FULL label", "support", "01 01 01 00 0000 ffff", Support.FULL, 1, 2),
                of("FULL bytes in a TOP_K label", "support", "01 00 1aa4 1aa4", Support.TOP_K, 1, 2),
                of("a support code of no support", "support", "01 07 1aa4 1aa4", Support.FULL, 1, 2),
                of("a TEXT label", "support", "", Support.TEXT, 1, 2),
                of("no position", "positions", "01 00", Support.FULL, 0, 2),
                of("a negative position", "positions", "01 00", Support.FULL, -1, 2),
                of("an empty label space", "label-space-size", "01 00", Support.FULL, 1, 0),
                of("a negative label space", "label-space-size", "01 00", Support.FULL, 1, Integer.MIN_VALUE),
                of("FULL, an entry missing", "truncated", "01 00 1aa4", Support.FULL, 1, 2),
                of("FULL, half an entry missing", "truncated", "01 00 1aa4 1a", Support.FULL, 1, 2),
                of("FULL, a position missing", "truncated", "01 00 1aa4 1aa4", Support.FULL, 2, 2),
                of("FULL, all positions there can be", "truncated", "01 00 1aa4", Support.FULL, 2147483647, 2147483647),
                of("FULL, a byte too many", "trailing-bytes", "01 00 1aa4 1aa4 00", Support.FULL, 1, 2),
                of("FULL, an entry of nothing", "log-probability", "01 00 0000 ffff", Support.FULL, 1, 2),
                of("FULL, a sum above 1", "mass", "01 00 0000 1aa4", Support.FULL, 1, 2),
                of("FULL, a sum below 1", "mass", "01 00 1aa4 fffe", Support.FULL, 1, 2),
                of("FULL bytes in a SAMPLED label", "support", "01 00 1aa4 1aa4", Support.SAMPLED, 1, 2),
                of("SAMPLED, no number of draws", "truncated", "01 02", Support.SAMPLED, 1, 9),
                of("SAMPLED, no draw", "draws", "01 02 00 1234", Support.SAMPLED, 1, 9),
                of("SAMPLED, nothing to draw from", "label-space-size", "01 02 01 1234", Support.SAMPLED, 1, 1),
                of("SAMPLED, no message", "truncated", "01 02 16", Support.SAMPLED, 1, 9),
                of("SAMPLED, cut off", "truncated", SAMPLED_BYTES.substring(0, 8), Support.SAMPLED, 1, 2),
                of("SAMPLED, a byte too many", "trailing-bytes", SAMPLED_BYTES + "00", Support.SAMPLED, 1, 2),
                of("SAMPLED, a last byte changed", "ending", SAMPLED_OTHER_END, Support.SAMPLED, 1, 2),
                of("SAMPLED, a number of no message", "range", "01 02 03 ffffffffffffff", Support.SAMPLED, 1, 2),
                of("SAMPLED, a position missing", "truncated", SAMPLED_BYTES, Support.SAMPLED, 2, 2),
                of("SAMPLED, all positions there can be", "truncated", SAMPLED_BYTES, Support.SAMPLED, 2147483647, 2),
                of(
                        "SAMPLED, the largest label space",
                        "truncated",
                        "01 02 ff 00",
                        Support.SAMPLED,
                        2147483647,
                        2147483647),
                of("TOP_K, no id", "ids", "01 01 00 ffff 000000", Support.TOP_K, 1, 2),
                of("TOP_K, more ids than entries", "ids", "01 01 03 00 00 00 1aa4 1aa4 1aa4 ffff", Support.TOP_K, 1, 2),
                of("TOP_K, an id outside", "ids", "01 01 01 02 0000 ffff", Support.TOP_K, 1, 2),
                of("TOP_K, a later id outside", "ids", "01 01 02 00 01 1aa4 1aa4 ffff", Support.TOP_K, 1, 2),
                of("TOP_K, ids past 2^31", "ids", "01 01 02 ffffffff07 00 000000000000", Support.TOP_K, 1, 2147483647),
                of("TOP_K, a number past 2^31", "number", "01 01 ffffffff0f 000000", Support.TOP_K, 1, 9),
                of("TOP_K, a number without end", "number", "01 01 ffffffffffff 00", Support.TOP_K, 1, 9),
                of("TOP_K, a number with empty groups", "number", "01 01 8100 00 0000 ffff", Support.TOP_K, 1, 9),
                of("TOP_K, ids cut off", "truncated", "01 01 02 00 01 1aa4 1a", Support.TOP_K, 1, 9),
                of("TOP_K, the tail cut off", "truncated", "01 01 02 00 00 1aa4 1aa4 ff", Support.TOP_K, 1, 9),
                of("TOP_K, a position missing", "truncated", "01 01 01 00 0000 ffff", Support.TOP_K, 2, 9),
                of(
                        "TOP_K, as many ids as there can be",
                        "truncated",
                        "01 01 feffffff07 00 0000 ff",
                        Support.TOP_K,
                        1,
                        2147483647),
                of(
                        "TOP_K, all positions there can be",
                        "truncated",
                        "01 01 01 00 0000 ffff",
                        Support.TOP_K,
                        2147483647,
                        9),
                of("TOP_K, a byte too many", "trailing-bytes", "01 01 01 00 0000 ffff 00", Support.TOP_K, 1, 9),
                of("TOP_K, an entry of nothing", "log-probability", "01 01 01 00 ffff 0000", Support.TOP_K, 1, 9),
                of("TOP_K, a tail beside all entries", "tail", "01 01 01 00 1aa4 1aa4", Support.TOP_K, 1, 1),
                of("TOP_K, a sum above 1", "mass", "01 01 01 00 0000 1aa4", Support.TOP_K, 1, 9),
                of("TOP_K, a sum below 1", "mass", "01 01 01 00 1aa4 ffff", Support.TOP_K, 1, 9));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("malformed")
    void shouldNameWhatIsWrong(byte[] bytes, String reason, Support support, int positions, int size) {
        DecodedDistributions decoded = codec.decode(bytes, support, positions, size);

        assertThat(decoded).isInstanceOfSatisfying(DecodedDistributions.Malformed.class, malformed -> assertThat(
                        malformed.reason())
                .isEqualTo(reason));
    }

    @Test
    void shouldAnswerEveryMutationOfRealBytesWithAnOutcome() {
        RandomDistributions distributions = new RandomDistributions(11);
        Random random = new Random(11);
        byte[] full = codec.encode(Support.FULL, distributions.fullLabel(2, 20), 20);
        byte[] topK = codec.encode(Support.TOP_K, distributions.topKLabel(3, 500), 500);
        int malformed = 0;
        for (int i = 0; i < 200_000; i++) {
            malformed += isMalformed(codec.decode(mutated(full, random), Support.FULL, 2, 20));
            malformed += isMalformed(codec.decode(mutated(topK, random), Support.TOP_K, 3, 500));
        }
        // Some mutations move a small probability a little, which no check can see: both outcomes occur.
        assertThat(malformed).isBetween(100_000, 399_000);
    }

    @Test
    void shouldReadOneFormAtMostForEachSampledLabel() {
        Random random = new Random(13);
        byte[] sampled = codec.encode(Support.SAMPLED, new RandomDistributions(13).sampledLabel(4, 500), 500);
        int malformed = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] mutated = mutated(sampled, random);
            DecodedDistributions decoded = codec.decode(mutated, Support.SAMPLED, 4, 500);
            malformed += isMalformed(decoded);
            decoded.match(
                    read -> assertThat(codec.encode(Support.SAMPLED, read, 500)).isEqualTo(mutated),
                    unread -> assertThat(unread.message()).isNotEmpty());
        }
        assertThat(malformed).isBetween(20_000, 99_900);
    }

    @Test
    void shouldAnswerRandomBytesAndNumbersWithAnOutcome() {
        Random random = new Random(12);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            if (bytes.length > 1) {
                bytes[0] = LabelDistributionCodec.VERSION;
                bytes[1] = (byte) random.nextInt(3);
            }
            Support support = Support.values()[random.nextInt(4)];

            isMalformed(codec.decode(bytes, support, random.nextInt() >> random.nextInt(32), random.nextInt() >> 8));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("malformed")
    void shouldAllocateNothingForALengthThatLies(
            byte[] bytes, String reason, Support support, int positions, int size) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        codec.decode(bytes, support, positions, size); // loads the classes
        long before = threads.getCurrentThreadAllocatedBytes();

        codec.decode(bytes, support, positions, size);

        // The exception, its message and the outcome; the smallest lie here stands for gigabytes.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000);
    }

    private static int isMalformed(DecodedDistributions decoded) {
        return decoded.match(
                read -> {
                    assertThat(read).isNotEmpty();
                    return 0;
                },
                malformed -> {
                    assertThat(malformed.reason()).isIn(REASONS);
                    return 1;
                });
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] mutated = Arrays.copyOf(bytes, random.nextInt(4) == 0 ? random.nextInt(bytes.length + 8) : bytes.length);
        for (int flips = 1 + random.nextInt(3); flips > 0 && mutated.length > 0; flips--) {
            mutated[random.nextInt(mutated.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return mutated;
    }

    private static Arguments of(String name, String reason, String hex, Support support, int positions, int size) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        return Arguments.of(Named.of(name, bytes), reason, support, positions, size);
    }
}
