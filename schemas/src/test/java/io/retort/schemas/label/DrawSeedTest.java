package io.retort.schemas.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DrawSeedTest {

    // Python 3.11: s = int.from_bytes(hashlib.sha256(b"prompt-7").digest()[:8], "big"), then Stafford's mix 13 in 64
    // bits.
    @Test
    void shouldGiveTheNumbersItDescribes() {
        DrawSeed seed = DrawSeed.ofPrompt("prompt-7");

        assertThat(seed.offset(0)).isEqualTo(0.8302135492144008);
        assertThat(seed.offset(4095)).isEqualTo(0.5537953549571407);
        assertThat(seed.witness(0, 22)).isEqualTo(12);
        assertThat(seed.witness(4095, 22)).isEqualTo(16);
    }

    @Test
    void shouldSpreadOffsetsAndWitnessesEvenlyAndApart() {
        int cells = 10;
        int[] counts = new int[cells * cells];
        for (int prompt = 0; prompt < 1000; prompt++) {
            DrawSeed seed = DrawSeed.ofPrompt("prompt-" + prompt);
            for (int position = 0; position < 100; position++) {
                counts[(int) (seed.offset(position) * cells) * cells + seed.witness(position, cells)]++;
            }
        }
        // 100,000 pairs in 100 cells: 1,000 each, standard deviation 31.5.
        assertThat(Arrays.stream(counts).asDoubleStream().max().orElseThrow()).isLessThan(1000 + 5 * 31.5);
        assertThat(Arrays.stream(counts).asDoubleStream().min().orElseThrow()).isGreaterThan(1000 - 5 * 31.5);
    }
}
