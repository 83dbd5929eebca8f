package io.retort.learning.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.learning.safetensors.ElementType;
import io.retort.learning.safetensors.SafetensorsWriter;
import io.retort.learning.safetensors.StoredTensor;
import io.retort.learning.student.UnusableModelException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightFilesTest {

    private static final ModelConfiguration TIED = new ModelConfiguration(
            Architecture.LLAMA,
            5,
            4,
            6,
            1,
            2,
            1,
            2,
            1e-5,
            10_000,
            new RopeScaling.None(),
            16,
            true,
            false,
            false,
            new SpecialTokens(OptionalInt.empty(), List.of(), OptionalInt.empty()));
    private static final String NORM = "model.norm.weight";
    private static final String HEAD = "lm_head.weight";

    @TempDir
    Path directory;

    private final List<StoredTensor> tensors = new ArrayList<>(
            TIED.tensorSpecifications().stream().map(WeightFilesTest::stored).toList());

    @Test
    void shouldReadEveryParameterOfOneFile() throws IOException {
        writeSingleFile();

        assertAllRead(WeightFiles.open(directory, TIED));
    }

    @Test
    void shouldReadEveryParameterOfShards() throws IOException {
        writeShards();

        assertAllRead(WeightFiles.open(directory, TIED));
    }

    @Test
    void shouldTakeOneFileBeforeAnIndex() throws IOException {
        writeSingleFile();
        Files.writeString(directory.resolve("model.safetensors.index.json"), "no index");

        assertAllRead(WeightFiles.open(directory, TIED));
    }

    @Test
    void shouldNameFileAndTensorThatIsMissingOrOfAnotherShapeOrType() throws IOException {
        tensors.removeIf(tensor -> tensor.name().equals(NORM));
        writeSingleFile();
        assertRefused(directory, "tensor " + NORM + ": missing from the weights");

        tensors.add(StoredTensor.of(NORM, new float[5], 5));
        writeSingleFile();
        assertRefused(single(), "tensor " + NORM + ": F32 of shape [5]; allowed: F32 or F16 or BF16 of shape [4]");

        tensors.set(tensors.size() - 1, StoredTensor.of(NORM, new long[4], 4));
        writeSingleFile();
        assertRefused(single(), "tensor " + NORM + ": I64 of shape [4]; allowed: F32 or F16 or BF16 of shape [4]");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void shouldNameFileAndTensorWithANumberThatIsNotFinite(float value) throws IOException {
        tensors.removeIf(tensor -> tensor.name().equals(NORM));
        tensors.add(StoredTensor.of(NORM, new float[] {1, 2, value, 4}, 4));
        writeSingleFile();
        WeightFiles weights = WeightFiles.open(directory, TIED);

        assertUnusable(
                () -> weights.float32(TensorSpecification.of(NORM, 4)),
                single(),
                "tensor " + NORM + ": holds " + value + "; allowed: finite numbers");
    }

    @Test
    void shouldRefuseAParameterThatTheConfigurationDoesNotHave() throws IOException {
        tensors.add(StoredTensor.of("model.layers.0.self_attn.q_norm.weight", new float[2], 2));
        writeSingleFile();

        assertRefused(
                single(), "tensor model.layers.0.self_attn.q_norm.weight: the configuration has no such parameter");
    }

    @Test
    void shouldPassOverWhatFollowsFromOtherParameters() throws IOException {
        tensors.add(StoredTensor.of("model.layers.0.self_attn.rotary_emb.inv_freq", new float[1], 1));
        tensors.add(stored(TensorSpecification.of(HEAD, 5, 4)));
        writeSingleFile();

        assertAllRead(WeightFiles.open(directory, TIED));
    }

    @Test
    void shouldRefuseATiedModelWhoseHeadDiffersFromItsEmbedding() throws IOException {
        tensors.add(StoredTensor.of(HEAD, new float[20], 5, 4));
        writeSingleFile();

        assertRefused(single(), "tensor " + HEAD + ": the configuration has no such parameter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"../outside.safetensors\"",
                "\"/etc/outside.safetensors\"",
                "\"a/b.safetensors\"",
                "\"..\\\\b.safetensors\"",
                "\"..\"",
                "\"weights.bin\"",
                "\"\"",
                "7",
                "null"
            })
    void shouldRefuseAShardOutsideOfTheDirectory(String name) throws IOException {
        writeShards();
        Path index = directory.resolve("model.safetensors.index.json");
        Files.writeString(index, "{\"weight_map\": {\"" + NORM + "\": " + name + "}}");

        assertRefused(index, "tensor " + NORM + ": in " + name + "; allowed: the name of a .safetensors file");
    }

    @Test
    void shouldRefuseAnIndexThatContradictsItsShards() throws IOException {
        writeShards();
        Path index = directory.resolve("model.safetensors.index.json");
        String honest = Files.readString(index);

        Files.writeString(
                index, honest.replace("\"" + NORM + "\":\"one.safetensors\"", "\"" + NORM + "\":\"two.safetensors\""));
        assertRefused(directory.resolve("two.safetensors"), "tensor " + NORM + ": missing; the index places it here");

        Files.writeString(index, honest.replace(",\"" + NORM + "\":\"one.safetensors\"", ""));
        assertRefused(directory.resolve("one.safetensors"), "tensor " + NORM + ": the index does not place it here");

        Files.writeString(index, honest.replace("two.safetensors", "three.safetensors"));
        assertRefused(directory.resolve("three.safetensors"), "missing");

        Files.writeString(index, "{}");
        assertRefused(index, "no weight_map");
    }

    @Test
    void shouldRefuseADirectoryWithoutWeightsInSafetensors() throws IOException {
        Files.createFile(directory.resolve("pytorch_model.bin"));

        assertRefused(directory, "no weights; allowed: model.safetensors, or model.safetensors.index.json");
    }

    private void assertAllRead(WeightSource weights) throws IOException {
        for (TensorSpecification tensor : TIED.tensorSpecifications()) {
            FloatBuffer read = weights.float32(tensor).asFloatBuffer();
            assertThat(read).as(tensor.name()).isEqualTo(values(tensor));
        }
    }

    private void assertRefused(Path file, String fault) {
        assertUnusable(() -> WeightFiles.open(directory, TIED), file, fault);
    }

    private static void assertUnusable(ThrowingCallable call, Path file, String fault) {
        assertThatThrownBy(call).isInstanceOf(UnusableModelException.class).hasMessageStartingWith(file + ": " + fault);
    }

    private Path single() {
        return directory.resolve("model.safetensors");
    }

    private void writeSingleFile() throws IOException {
        Files.deleteIfExists(single());
        SafetensorsWriter.write(single(), tensors, Map.of());
    }

    private void writeShards() throws IOException {
        List<StoredTensor> one = tensors.stream()
                .filter(tensor -> !tensor.name().contains("layers"))
                .toList();
        List<StoredTensor> two = tensors.stream()
                .filter(tensor -> tensor.name().contains("layers"))
                .toList();
        SafetensorsWriter.write(directory.resolve("one.safetensors"), one, Map.of());
        SafetensorsWriter.write(directory.resolve("two.safetensors"), two, Map.of());
        List<String> places = new ArrayList<>();
        one.forEach(tensor -> places.add("\"" + tensor.name() + "\":\"one.safetensors\""));
        two.forEach(tensor -> places.add("\"" + tensor.name() + "\":\"two.safetensors\""));
        String weightMap = String.join(",", places.stream().sorted().toList());
        Files.writeString(directory.resolve("model.safetensors.index.json"), "{\"weight_map\":{" + weightMap + "}}");
    }

    private static StoredTensor stored(TensorSpecification tensor) {
        return StoredTensor.ofFloats(
                tensor.name(), ElementType.BF16, tensor.shape(), sink -> sink.accept(values(tensor)));
    }

    /** Small integers, which BF16 holds exactly; the head's are the embedding's. */
    private static FloatBuffer values(TensorSpecification tensor) {
        FloatBuffer values = FloatBuffer.allocate((int) tensor.elements());
        int seed = tensor.name().equals(HEAD)
                ? "model.embed_tokens.weight".length()
                : tensor.name().length();
        for (int i = 0; i < values.limit(); i++) {
            values.put(i, (seed + i) % 100);
        }
        return values;
    }
}
