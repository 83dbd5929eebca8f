package io.retort.schemas.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.schemas.record.Support;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes of src/test/python/range_coded_labels.py, which knows the format and no line of the code. */
class RangeCodedBytesTest {

    @Test
    void shouldWriteTokensAsTheFormatSays() {
        int[] tokens = {0, 1, 49_151, 17, 2, 300, 45, 1000, 20_000};

        byte[] bytes = new TokenCodec().encode(tokens, 49_152);

        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("0109000009828e3188d4930a24e03762aa");
    }

    @Test
    void shouldWriteDrawsAsTheFormatSays() {
        Distribution spread = Distribution.ofDraws(
                new int[] {0, 7, 1000, 49_151}, new int[] {3, 1, 17, 1}, new Draws(22, 0.9f, 1000, -0.25f));
        Distribution certain = Distribution.ofDraws(new int[] {45}, new int[] {22}, new Draws(22, 0.01f, 45, -0.002f));

        byte[] bytes = new LabelDistributionCodec().encode(Support.SAMPLED, List.of(spread, certain), 49_152);

        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("01021622e8caf0df0b05b3d4a3169259a6be");
    }

    @Test
    void shouldWriteDrawsFromTheSmallestLabelSpace() {
        Distribution both = Distribution.ofDraws(new int[] {0, 1}, new int[] {1, 2}, new Draws(3, 0.69f, 0, -0.7f));

        byte[] bytes = new LabelDistributionCodec().encode(Support.SAMPLED, List.of(both), 2);

        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("010203d46c74");
    }
}
