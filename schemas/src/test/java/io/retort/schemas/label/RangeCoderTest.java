package io.retort.schemas.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RangeCoderTest {

    private static final long[] TOTALS = {1, 2, 3, 255, 256, 1000, 1L << 31, RangeEncoder.MOST_TOTAL};

    @Test
    void shouldReadWhatItWrote() throws MalformedBytesException {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            int symbols = random.nextInt(40);
            long seed = random.nextLong();
            RangeDecoder decoder = new RangeDecoder(ByteBuffer.wrap(written(symbols, seed)));

            Random again = new Random(seed);
            for (int i = 0; i < symbols; i++) {
                long total = TOTALS[again.nextInt(TOTALS.length)];
                long symbol = symbol(again, total);
                assertThat(decoder.target(total)).isEqualTo(symbol);
                decoder.take(symbol, 1, total);
            }
            assertThatCode(decoder::finish).doesNotThrowAnyException();
        }
    }

    private static byte[] written(int symbols, long seed) {
        Random random = new Random(seed);
        RangeEncoder encoder = new RangeEncoder();
        for (int i = 0; i < symbols; i++) {
            long total = TOTALS[random.nextInt(TOTALS.length)];
            encoder.encode(symbol(random, total), 1, total);
        }
        return encoder.finish();
    }

    /** Often the first or the last: the last ones make the carries. */
    private static long symbol(Random random, long total) {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> total - 1;
            default -> (long) (random.nextDouble() * total);
        };
    }

    @Test
    void shouldTakeAsManyBitsAsTheProbabilitiesSay() {
        Random random = new Random(2);
        RangeEncoder encoder = new RangeEncoder();
        double bits = 0;
        for (int i = 0; i < 50_000; i++) {
            long size = 1 + random.nextInt(1000);
            encoder.encode(random.nextInt(1000), size, 2000);
            bits += Math.log(2000.0 / size) / Math.log(2);
        }

        // 56 - 48 - 11 bits of rounding a symbol at worst are 2^-36 of it, and two bytes at the end.
        assertThat((double) encoder.finish().length).isCloseTo(bits / 8, within(2.0));
    }
}
