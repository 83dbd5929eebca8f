package io.retort.learning.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.retort.learning.student.UnusableModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SafetensorsTest {

    private static final StoredTensor FLOATS = StoredTensor.of("b", new float[] {1, -2, 0.5f, Float.NaN}, 2, 2);
    private static final StoredTensor LONGS = StoredTensor.of("c", new long[] {Long.MIN_VALUE, 7}, 2);
    private static final StoredTensor SCALAR = StoredTensor.of("a", new float[] {3});
    private static final StoredTensor NOTHING = StoredTensor.of("d", new float[0], 0, 5);

    @TempDir
    Path directory;

    @Test
    void shouldReadWhatItWrote() throws IOException {
        Path path = directory.resolve("x");
        SafetensorsWriter.write(path, List.of(FLOATS, LONGS, SCALAR, NOTHING), Map.of("kind", "é\"\n"));

        SafetensorsFile file = SafetensorsFile.open(path);

        assertThat(file.names()).containsExactly("a", "b", "c", "d");
        assertThat(file.metadata()).containsExactly(Map.entry("kind", "é\"\n"));
        float[] floats = new float[4];
        file.floats("b", 2, 2).get(floats);
        assertThat(floats).containsExactly(1, -2, 0.5f, Float.NaN);
        assertThat(file.longs("c", 2).get(0)).isEqualTo(Long.MIN_VALUE);
        assertThat(file.floats("a").get()).isEqualTo(3);
        assertThat(file.floats("d", 0, 5).remaining()).isZero();
    }

    @Test
    void shouldLayOutBytesAsTheFormatSays() throws IOException {
        Path path = directory.resolve("x");
        SafetensorsWriter.write(path, List.of(SCALAR, LONGS), Map.of("z", "1", "k", "2"));

        // By hand from the format's description: wider elements first, keys sorted, header padded to 64 bytes.
        String header = "{\"__metadata__\":{\"k\":\"2\",\"z\":\"1\"},"
                + "\"a\":{\"data_offsets\":[16,20],\"dtype\":\"F32\",\"shape\":[]},"
                + "\"c\":{\"data_offsets\":[0,16],\"dtype\":\"I64\",\"shape\":[2]}}";
        String padded = header + " ".repeat(192 - 8 - header.length());
        ByteBuffer expected = ByteBuffer.allocate(192 + 20).order(ByteOrder.LITTLE_ENDIAN);
        expected.putLong(184).put(padded.getBytes(StandardCharsets.UTF_8));
        expected.putLong(Long.MIN_VALUE).putLong(7).putFloat(3);
        assertThat(path).hasBinaryContent(expected.array());
    }

    @Test
    void shouldWriteTheSameBytesInWhateverOrderTensorsCome() throws IOException {
        Path one = directory.resolve("one");
        Path other = directory.resolve("other");

        SafetensorsWriter.write(one, List.of(FLOATS, LONGS, SCALAR), Map.of("k", "v", "l", "w"));
        SafetensorsWriter.write(other, List.of(SCALAR, FLOATS, LONGS), Map.of("l", "w", "k", "v"));

        assertThat(other).hasSameBinaryContentAs(one);
    }

    @Test
    void shouldNeitherOverwriteAFileNorStoreANameTwice() throws IOException {
        Path path = Files.createFile(directory.resolve("x"));

        assertThatThrownBy(() -> SafetensorsWriter.write(path, List.of(SCALAR), Map.of()))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> SafetensorsWriter.write(directory.resolve("y"), List.of(SCALAR, SCALAR), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(directory.resolve("y")).doesNotExist();
    }

    @Test
    void shouldRefuseATensorOfAnotherTypeOrShapeOrName() throws IOException {
        Path path = directory.resolve("x");
        SafetensorsWriter.write(path, List.of(FLOATS), Map.of());
        SafetensorsFile file = SafetensorsFile.open(path);

        assertUnusable(
                path, () -> file.longs("b", 2, 2), "tensor b: F32 of shape [2, 2]; allowed: I64 of shape [2, 2]");
        assertUnusable(path, () -> file.floats("b", 4), "tensor b: F32 of shape [2, 2]; allowed: F32 of shape [4]");
        assertUnusable(path, () -> file.floats("e", 4), "tensor e: missing; there are [b]");
    }

    @Test
    void shouldNoticeAFileCutShortAfterItWasOpened() throws IOException {
        Path path = directory.resolve("x");
        SafetensorsWriter.write(path, List.of(FLOATS), Map.of());
        SafetensorsFile file = SafetensorsFile.open(path);

        Files.write(path, new byte[] {1});

        assertUnusable(path, () -> file.floats("b", 2, 2), "tensor b: the file was cut short");
    }

    static Stream<Arguments> malformedHeaders() {
        return Stream.of(
                arguments("[]", "the header is no JSON object"),
                arguments("{\"a\"", "the header is not JSON"),
                arguments("{} {}", "the header is not JSON"),
                arguments("{\"a\":3}", "tensor a: dtype"),
                arguments(entry("F64", "[1]", "[0,8]"), "tensor a: dtype \"F64\"; allowed: [F32, F16, BF16, I64]"),
                arguments(entry("F32", "2", "[0,8]"), "tensor a: no array shape"),
                arguments(entry("F32", "[-2]", "[0,8]"), "tensor a: shape with -2"),
                arguments(entry("F32", "[2.5]", "[0,8]"), "tensor a: shape with 2.5"),
                arguments(entry("F32", "[2]", "[-8,0]"), "tensor a: data_offsets with -8"),
                arguments(entry("F32", "[2]", "[8,0]"), "tensor a: data_offsets [8, 0]"),
                arguments(entry("F32", "[2]", "[0]"), "tensor a: data_offsets [0]"),
                arguments(entry("F32", "[2]", "[0,9223372036854775808]"), "tensor a: data_offsets with"),
                arguments(entry("F32", "[1]", "[0,8]"), "tensor a: 8 bytes for shape [1] of F32"),
                arguments(entry("F32", "[4]", "[0,16]"), "tensor a: ends at 16, but the file has 8 bytes of tensors"),
                arguments(
                        entry("F32", "[2305843009213693951]", "[0,9223372036854775804]"),
                        "tensor a: ends at 9223372036854775804"),
                arguments(entry("F32", "[4294967296,4294967296]", "[0,8]"), "tensor a: the size of shape"),
                arguments(entry("F32", "[1]", "[4,8]"), "tensor a: begins at 4; allowed: 0"),
                arguments(entry("F32", "[1]", "[0,4]"), "4 bytes after the last tensor"),
                arguments(
                        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                                + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                        "tensor b: begins at 4; allowed: 8"),
                arguments(
                        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                                + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                        "the header is not JSON: Duplicate field 'a'"),
                arguments("{\"__metadata__\":{\"k\":1}}", "tensor __metadata__: the value of 'k' is no text"));
    }

    @ParameterizedTest
    @MethodSource("malformedHeaders")
    void shouldNameFileAndTensorOfAMalformedHeader(String header, String fault) throws IOException {
        Path path = write(header.getBytes(StandardCharsets.UTF_8), header.length());

        assertUnusable(path, () -> SafetensorsFile.open(path), fault);
    }

    @Test
    void shouldRefuseAHeaderLongerThanTheFile() throws IOException {
        for (long length : new long[] {-1, 0, 11, 100_000_001, Long.MAX_VALUE, Long.MIN_VALUE}) {
            Path path = write(new byte[] {'{', '}'}, length);
            assertUnusable(path, () -> SafetensorsFile.open(path), "a header of " + length + " bytes in a file of 18");
            Files.delete(path);
        }
    }

    @Test
    void shouldRefuseAMissingAndATinyFile() throws IOException {
        Path path = directory.resolve("x");
        assertUnusable(path, () -> SafetensorsFile.open(path), "missing");

        Files.write(path, new byte[7]);
        assertUnusable(path, () -> SafetensorsFile.open(path), "7 bytes; allowed: at least 8");
    }

    private static void assertUnusable(Path file, ThrowingCallable call, String fault) {
        assertThatThrownBy(call).isInstanceOf(UnusableModelException.class).hasMessageStartingWith(file + ": " + fault);
    }

    private static String entry(String type, String shape, String offsets) {
        return "{\"a\":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}}";
    }

    /** A file with a header, said to be of some length, and 8 bytes of tensors. */
    private Path write(byte[] header, long length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(16 + header.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(length).put(header);
        return Files.write(directory.resolve("x"), bytes.array());
    }
}
