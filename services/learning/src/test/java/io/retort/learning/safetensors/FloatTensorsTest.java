package io.retort.learning.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.learning.student.UnusableModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloatTensorsTest {

    private static final long ABOVE_2_GIB = (1L << 29) + 3;

    @TempDir
    Path directory;

    @Test
    void shouldReadEveryFloat16AsTheStandardDefinesIt() throws IOException {
        FloatBuffer read = read(halves("F16"), 1 << 16);

        for (int bits = 0; bits < 1 << 16; bits++) {
            assertThat(read.get(bits)).as("bits %x", bits).isEqualTo(Float.valueOf(float16(bits)));
        }
    }

    @Test
    void shouldReadEveryBfloat16AsTheUpperHalfOfAFloat() throws IOException {
        FloatBuffer read = read(halves("BF16"), 1 << 16);

        for (int bits = 0; bits < 1 << 16; bits++) {
            assertThat(read.get(bits)).as("bits %x", bits).isEqualTo(Float.valueOf(Float.intBitsToFloat(bits << 16)));
        }
    }

    // Each midpoint goes to the neighbour whose last bit is 0, whatever lies beside it to the nearer one.
    @Test
    void shouldRoundToTheNearestBfloat16AndTiesToTheEvenOne() throws IOException {
        assertThat(rounded(0x3f808000, 0x3f818000, 0x3f807fff, 0x3f808001, 0xbf818000))
                .containsExactly(0x3f800000, 0x3f820000, 0x3f800000, 0x3f810000, 0xbf820000);
        assertThat(rounded(0x00000000, 0x80000000, 0x00008000, 0x00018000, 0x7f7fffff, 0x7f800000, 0xff800000))
                .containsExactly(0x00000000, 0x80000000, 0x00000000, 0x00020000, 0x7f800000, 0x7f800000, 0xff800000);
        assertThat(Arrays.stream(rounded(0x7f800001, 0xffffffff)))
                .allMatch(bits -> Float.isNaN(Float.intBitsToFloat(bits)));
    }

    @Test
    void shouldWriteAndReadMoreThanOnePieceOfFloats() throws IOException {
        int count = 200_001;
        FloatBuffer values = FloatBuffer.allocate(count);
        for (int i = 0; i < count; i++) {
            values.put(i, i * 0.37f - 11);
        }
        Path path = directory.resolve("x");
        SafetensorsWriter.write(path, List.of(tensor("a", ElementType.F32, count, values)), Map.of());

        assertThat(read(path, count)).isEqualTo(values);
    }

    @Test
    void shouldNotWriteATensorOfOtherSizeThanItSays() {
        StoredTensor shorter = tensor("a", ElementType.BF16, 4, FloatBuffer.allocate(3));
        StoredTensor longer = tensor("a", ElementType.F32, 4, FloatBuffer.allocate(5));

        assertThatThrownBy(() -> SafetensorsWriter.write(directory.resolve("x"), List.of(shorter), Map.of()))
                .hasMessage("tensor a of shape [4] gave 6 bytes; allowed: 8");
        assertThatThrownBy(() -> SafetensorsWriter.write(directory.resolve("y"), List.of(longer), Map.of()))
                .hasMessage("tensor a of shape [4] gave 20 bytes; allowed: 16");
    }

    @Test
    void shouldReadATensorBeyond2GiB() throws IOException {
        Path path = sparseFile();
        SafetensorsFile file = SafetensorsFile.open(path);

        FloatBuffer behind = FloatBuffer.allocate(2);
        file.readFloats("b", List.of(2L), behind::put);

        assertThat(behind.array()).containsExactly(5, 6);
        assertThat(file.floats("b", 2).get(1)).isEqualTo(6);
        assertThatThrownBy(() -> file.floats("a", ABOVE_2_GIB))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("tensor a: 2147483660 bytes; allowed: below 2^31");
    }

    @Test
    void shouldReadNoIntegersAsFloats() throws IOException {
        Path path = directory.resolve("x");
        SafetensorsWriter.write(path, List.of(StoredTensor.of("a", new long[] {3}, 1)), Map.of());

        assertThatThrownBy(() -> read(path, 1))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageEndingWith("tensor a: I64 of shape [1]; allowed: F32 or F16 or BF16 of shape [1]");
    }

    /** By IEEE 754-2008, 3.4, in doubles, where all of it is exact. */
    private static float float16(int bits) {
        double sign = (bits & 0x8000) == 0 ? 1 : -1;
        int exponent = bits >> 10 & 31;
        int fraction = bits & 1023;
        if (exponent == 31) {
            return fraction == 0 ? (float) (sign * Double.POSITIVE_INFINITY) : Float.NaN;
        }
        double significand = exponent == 0 ? fraction / 1024.0 : 1 + fraction / 1024.0;
        return (float) (sign * significand * Math.pow(2, Math.max(exponent, 1) - 15));
    }

    /** All 16-bit patterns in order, as tensor a. */
    private Path halves(String type) throws IOException {
        Path path = directory.resolve("x");
        ByteBuffer bytes = ByteBuffer.allocate(1 << 17).order(ByteOrder.LITTLE_ENDIAN);
        for (int bits = 0; bits < 1 << 16; bits++) {
            bytes.putShort((short) bits);
        }
        SafetensorsWriter.write(
                path,
                List.of(StoredTensor.ofBytes("a", ElementType.valueOf(type), List.of(1L << 16), bytes.flip())),
                Map.of());
        return path;
    }

    private int[] rounded(int... bits) throws IOException {
        FloatBuffer values = FloatBuffer.allocate(bits.length);
        for (int i = 0; i < bits.length; i++) {
            values.put(i, Float.intBitsToFloat(bits[i]));
        }
        Path path = directory.resolve("rounded" + bits.length);
        SafetensorsWriter.write(path, List.of(tensor("a", ElementType.BF16, bits.length, values)), Map.of());
        FloatBuffer read = read(path, bits.length);
        int[] rounded = new int[bits.length];
        for (int i = 0; i < bits.length; i++) {
            rounded[i] = Float.floatToRawIntBits(read.get(i));
        }
        return rounded;
    }

    private static StoredTensor tensor(String name, ElementType type, long shape, FloatBuffer values) {
        return StoredTensor.ofFloats(name, type, List.of(shape), sink -> sink.accept(values));
    }

    private static FloatBuffer read(Path path, int count) throws IOException {
        FloatBuffer read = FloatBuffer.allocate(count);
        SafetensorsFile.open(path).readFloats("a", List.of((long) count), read::put);
        return read.flip();
    }

    /** Tensor a of zeros takes no room on the device; b behind it is 5, 6. */
    private Path sparseFile() throws IOException {
        long end = ABOVE_2_GIB * Float.BYTES;
        String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[" + ABOVE_2_GIB + "],\"data_offsets\":[0," + end + "]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[" + end + "," + (end + 8) + "]}}";
        Path path = directory.resolve("sparse");
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            ByteBuffer begin = ByteBuffer.allocate(8 + header.length()).order(ByteOrder.LITTLE_ENDIAN);
            begin.putLong(header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
            channel.write(begin.flip(), 0);
            ByteBuffer values = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            values.putFloat(5).putFloat(6);
            channel.write(values.flip(), 8 + header.length() + end);
        }
        return path;
    }
}
