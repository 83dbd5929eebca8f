package io.retort.schemas.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCodecTest {

    private final TokenCodec codec = new TokenCodec();

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 256, 8192, 49_152, 151_936, Integer.MAX_VALUE})
    void shouldReadWhatItWrote(int size) {
        Random random = new Random(size);
        for (int round = 0; round < 200; round++) {
            int[] tokens = random.ints(random.nextInt(400), 0, size).toArray();

            byte[] bytes = codec.encode(tokens, size);

            assertThat(codec.decode(bytes, size)).isEqualTo(new DecodedTokens.Read(tokens));
        }
    }

    @Test
    void shouldHoldTheFirstAndTheLastIdOfEverySpace() {
        for (int size : new int[] {2, 300, 49_152, Integer.MAX_VALUE}) {
            int[] tokens = {0, size - 1, size - 1, 0};
            assertThat(codec.decode(codec.encode(tokens, size), size)).isEqualTo(new DecodedTokens.Read(tokens));
        }
    }

    @Test
    void shouldMakeNoByteOfNoToken() {
        assertThat(codec.encode(new int[0], 9)).isEmpty();
        assertThat(codec.decode(new byte[0], 9)).isEqualTo(new DecodedTokens.Read(new int[0]));
    }

    @Test
    void shouldLeaveTheBuffersPositionWhereItIs() {
        ByteBuffer buffer = ByteBuffer.wrap(codec.encode(new int[] {1, 2, 3}, 9));

        codec.decode(buffer, 9);

        assertThat(codec.decode(buffer, 9)).isEqualTo(new DecodedTokens.Read(new int[] {1, 2, 3}));
    }

    @ParameterizedTest
    @CsvSource({"-1, 9", "9, 9", "0, 1", "0, -5"})
    void shouldRefuseToWriteWhatIsNoToken(int token, int size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.encode(new int[] {token}, size))
                .withMessageContaining("allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "version, 0203ab, 9",
        "truncated, 01, 9",
        "truncated, 0109, 9",
        "truncated, 01ffffffff07, 9",
        "truncated, 01ffffffff07ab, 49152",
        "number, 01ffffffff7f, 9",
        "tokens, 0100, 9",
        "label-space-size, 0101ab, 1",
        "label-space-size, 0101ab, -3"
    })
    void shouldNameWhatIsWrong(String reason, String hex, int size) {
        DecodedTokens decoded = codec.decode(HexFormat.of().parseHex(hex), size);

        assertThat(decoded)
                .isInstanceOfSatisfying(DecodedTokens.Malformed.class, malformed -> assertThat(malformed.reason())
                        .isEqualTo(reason));
    }

    @Test
    void shouldKnowOneFormForEachListOfTokens() {
        Random random = new Random(4);
        byte[] bytes = codec.encode(random.ints(50, 0, 49_152).toArray(), 49_152);
        for (int i = 0; i < 100_000; i++) {
            byte[] mutated = Arrays.copyOf(bytes, bytes.length + random.nextInt(5) - 2);
            mutated[random.nextInt(mutated.length)] ^= (byte) (1 << random.nextInt(8));

            byte[] again =
                    codec.decode(mutated, 49_152).match(tokens -> codec.encode(tokens, 49_152), malformed -> mutated);

            assertThat(again).isEqualTo(mutated);
        }
    }
}
