package io.retort.learning.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retort.schemas.label.Fingerprints;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitialStudentsTest {

    private static final StudentSizes SIZES = new StudentSizes(3, 48, 6, 2, 100, false, 50_000, 128);

    @TempDir
    Path directory;

    private ModelDirectory teacher;

    @BeforeEach
    void makeTeacher() throws IOException {
        Path path = Files.createDirectory(directory.resolve("teacher"));
        List.of("tokenizer.json", "tokenizer_config.json").forEach(file -> TinyModel.copy(file, path));
        Path configuration = Files.createDirectory(directory.resolve("configuration"));
        TinyModel.copy("config.json", configuration);
        ModelConfiguration fourLayers = ModelConfiguration.read(configuration).withLayers(4);
        ModelDirectoryWriter.write(
                Files.createDirectory(directory.resolve("written")),
                fourLayers,
                TokenizerFiles.read(path),
                new SeededWeights(7, 0.5),
                WeightType.BF16);
        teacher = ModelDirectory.open(directory.resolve("written"));
    }

    @AfterEach
    void closeTeacher() {
        teacher.close();
    }

    @Test
    void shouldMakeAStudentOfSizesWithItsTeachersTokenizer() throws IOException {
        InitialStudents.ofSizes(student(), teacher, SIZES, 1);

        try (ModelDirectory student = ModelDirectory.open(student())) {
            ModelConfiguration configuration = student.configuration();
            assertThat(configuration)
                    .isEqualTo(new ModelConfiguration(
                            Architecture.LLAMA,
                            512,
                            48,
                            100,
                            3,
                            6,
                            2,
                            8,
                            1e-5,
                            50_000,
                            new RopeScaling.None(),
                            128,
                            false,
                            false,
                            false,
                            teacher.configuration().specialTokens()));
            assertThat(student.tokenizer().fingerprint())
                    .isEqualTo(teacher.tokenizer().fingerprint());
            assertThat(student().resolve("tokenizer_config.json"))
                    .hasSameBinaryContentAs(teacher.path().resolve("tokenizer_config.json"));
        }
    }

    @Test
    void shouldDrawMatricesNormallyAndStartNormsAtOne() throws IOException {
        InitialStudents.ofSizes(student(), teacher, SIZES, 1);

        try (ModelDirectory student = ModelDirectory.open(student())) {
            double[] embedding = values(student, "model.embed_tokens.weight");
            double[] head = values(student, "lm_head.weight");
            assertThat(values(student, "model.norm.weight")).containsOnly(1);
            assertThat(head).isNotEqualTo(embedding);
            assertNormal(embedding);
            assertNormal(head);
        }
    }

    // By initial_student.py: neither another machine, nor another Java, nor a change of the generator may change a
    // seed's student.
    @Test
    void shouldMakeTheSameBytesOfTheSameSeedEverywhere() throws IOException {
        InitialStudents.ofSizes(student(), teacher, SIZES, 1);
        InitialStudents.ofSizes(directory.resolve("again"), teacher, SIZES, 1);
        InitialStudents.ofSizes(directory.resolve("other"), teacher, SIZES, 2);

        Path weights = student().resolve("model.safetensors");
        assertThat(directory.resolve("again/model.safetensors")).hasSameBinaryContentAs(weights);
        assertThat(Files.mismatch(directory.resolve("other/model.safetensors"), weights))
                .isNotNegative();
        assertThat(Fingerprints.hex(Fingerprints.of(Files.readAllBytes(weights))))
                .isEqualTo("a1a9635a182c24015033d032c8998bddb5a8307ba462a6567cf79cf1dcfe06c1");
    }

    @Test
    void shouldCopyChosenLayersAndAllThatIsNoLayer() throws IOException {
        InitialStudents.ofLayers(student(), teacher, ChosenLayers.parse("0,2-3"));

        try (ModelDirectory student = ModelDirectory.open(student())) {
            assertThat(student.configuration())
                    .isEqualTo(teacher.configuration().withLayers(3));
            int[] origins = {0, 2, 3};
            for (TensorSpecification tensor : student.configuration().tensorSpecifications()) {
                String name = tensor.name();
                for (int layer = 0; layer < origins.length; layer++) {
                    name = tensor.name().startsWith("model.layers." + layer + ".")
                            ? tensor.name().replace("layers." + layer, "layers." + origins[layer])
                            : name;
                }
                assertThat(values(student, tensor.name())).as(tensor.name()).isEqualTo(values(teacher, name));
            }
        }
    }

    @Test
    void shouldRefuseALayerThatTheTeacherDoesNotHave() {
        assertThatThrownBy(() -> InitialStudents.ofLayers(student(), teacher, ChosenLayers.parse("2-4")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("layer 4; allowed: 0 to 3");
        assertThat(student()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1-", "-1", "1;2", "3-1", "2,1", "1,1", "99999"})
    void shouldRefuseAListThatIsNoneOfAscendingLayers(String list) {
        assertThatThrownBy(() -> ChosenLayers.parse(list)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldReadListsAndRangesOfLayers() {
        assertThat(ChosenLayers.parse("0-3, 26-29,31").layers()).containsExactly(0, 1, 2, 3, 26, 27, 28, 29, 31);
    }

    @Test
    void shouldWriteNothingOfSizesThatDoNotFit() {
        assertThatThrownBy(() -> new StudentSizes(3, 50, 6, 2, 100, true, 10_000, 128))
                .hasMessage("hidden size 50 with 6 heads; allowed: a multiple of the heads");
        StudentSizes uneven = new StudentSizes(3, 48, 6, 4, 100, true, 10_000, 128);
        assertThatThrownBy(() -> InitialStudents.ofSizes(student(), teacher, uneven, 1))
                .hasMessage("num_key_value_heads is 4; allowed: a divisor of 6");
        assertThat(student()).doesNotExist();
    }

    @Test
    void shouldNotOverwriteADirectory() throws IOException {
        InitialStudents.ofSizes(student(), teacher, SIZES, 1);

        assertThatThrownBy(() -> InitialStudents.ofSizes(student(), teacher, SIZES, 1))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @ParameterizedTest
    @EnumSource(WeightType.class)
    void shouldWriteTheSameBytesOfTheSameModel(WeightType type) throws IOException {
        Path one = Files.createDirectory(directory.resolve("one"));
        Path other = Files.createDirectory(directory.resolve("two"));
        TokenizerFiles tokenizer = TokenizerFiles.read(teacher.path());
        ModelDirectoryWriter.write(one, teacher.configuration(), tokenizer, teacher.weights(), type);
        ModelDirectoryWriter.write(other, teacher.configuration(), tokenizer, teacher.weights(), type);

        for (String file : List.of("config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json")) {
            assertThat(other.resolve(file)).hasSameBinaryContentAs(one.resolve(file));
        }
        try (ModelDirectory written = ModelDirectory.open(one)) {
            assertThat(written.configuration()).isEqualTo(teacher.configuration());
            assertThat(values(written, "model.embed_tokens.weight"))
                    .isEqualTo(values(teacher, "model.embed_tokens.weight"));
        }
    }

    private Path student() {
        return directory.resolve("student");
    }

    /** Mean 0, deviation 0.02 and the normal distribution's kurtosis 3, each within five of their standard errors. */
    private static void assertNormal(double[] values) {
        int count = values.length;
        double mean =
                IntStream.range(0, count).mapToDouble(i -> values[i]).average().orElseThrow();
        double square = IntStream.range(0, count)
                .mapToDouble(i -> values[i] * values[i])
                .average()
                .orElseThrow();
        double fourth = IntStream.range(0, count)
                .mapToDouble(i -> Math.pow(values[i], 4))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0, within(5 * 0.02 / Math.sqrt(count)));
        assertThat(Math.sqrt(square)).isCloseTo(0.02, within(5 * 0.02 / Math.sqrt(2.0 * count)));
        assertThat(fourth / (square * square)).isCloseTo(3, within(5 * Math.sqrt(24.0 / count)));
    }

    private static double[] values(ModelDirectory model, String name) throws IOException {
        TensorSpecification tensor = model.configuration().tensorSpecifications().stream()
                .filter(specification -> specification.name().equals(name))
                .findFirst()
                .orElseThrow();
        FloatBuffer floats = model.weights().float32(tensor).asFloatBuffer();
        return IntStream.range(0, floats.limit()).mapToDouble(floats::get).toArray();
    }
}
