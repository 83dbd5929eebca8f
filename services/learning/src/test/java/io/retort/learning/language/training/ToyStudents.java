package io.retort.learning.language.training;

import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.huggingface.ModelDirectory;
import io.retort.learning.huggingface.ModelDirectoryWriter;
import io.retort.learning.huggingface.TokenizerFiles;
import io.retort.learning.huggingface.WeightType;
import io.retort.learning.language.Precision;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.LabelSpaceKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Small students with the tokenizer of 512 tokens that the tests of model directories use. */
final class ToyStudents {

    static final int VOCABULARY = 512;

    private static final String TOKENIZER = "/io/retort/learning/huggingface/tiny/tokenizer.json";

    private ToyStudents() {}

    static LanguageStudentSettings settings() {
        return new LanguageStudentSettings(
                new DistillationLoss.ForwardKl(),
                0.1f,
                Optional.empty(),
                new LearningRate(1e-2f, 5, Optional.empty()),
                OptimizerSettings.defaults(),
                100,
                0,
                WeightType.F32,
                TrainableTensors.ALL,
                1);
    }

    /** The directory that all students begin as, made in a new directory. */
    static Path initial(Path directory) throws IOException {
        Path tokenizer = Files.createDirectories(directory.resolve("tokenizer"));
        try (InputStream in = ToyStudents.class.getResourceAsStream(TOKENIZER)) {
            Files.write(
                    tokenizer.resolve("tokenizer.json"),
                    Objects.requireNonNull(in).readAllBytes());
        }
        ModelConfiguration configuration = TinyModel.configuration(VOCABULARY, false, false);
        Path initial = Files.createDirectories(directory.resolve("initial"));
        ModelDirectoryWriter.write(
                initial,
                configuration,
                TokenizerFiles.read(tokenizer),
                TinyModel.weights(configuration),
                WeightType.F32);
        return initial;
    }

    static LanguageStudentFactory factory(Path initial, LanguageStudentSettings settings) {
        return new LanguageStudentFactory(initial, settings, (engine, configuration) -> Precision.FLOAT32);
    }

    static LanguageStudent create(Path initial, LanguageStudentSettings settings) throws IOException {
        return (LanguageStudent) factory(initial, settings).create(labelSpace(initial), 1);
    }

    static LabelSpace labelSpace(Path directory) throws IOException {
        try (ModelDirectory model = ModelDirectory.open(directory)) {
            return new LabelSpace(
                    LabelSpaceKind.VOCABULARY, model.tokenizer().fingerprint(), VOCABULARY, List.of(), Instant.EPOCH);
        }
    }
}
