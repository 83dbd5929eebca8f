package io.retort.server;

import io.retort.learning.huggingface.ModelDirectory;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.CheckpointFile;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.testing.language.TinyTeacher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The tests' small language model as checkpoints of a student. The optimizer's state was announced, and is not there. */
public final class TinyCheckpoints {

    public static final String STUDENT = "tiny";

    private TinyCheckpoints() {}

    /** Writes one, and returns what a decision says of it. */
    public static DeployedCheckpoint write(Path root, long step) {
        try {
            Path directory = TinyTeacher.writeTo(root.resolve(STUDENT).resolve(TellingCheckpoints.idOf(step)));
            return TellingCheckpoints.deployed(
                    TellingCheckpoints.idOf(step),
                    step,
                    "causal-language-model",
                    labelSpace(directory),
                    announced(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LabelSpaceReference labelSpace(Path directory) throws IOException {
        try (ModelDirectory model = ModelDirectory.open(directory)) {
            return new LabelSpaceReference(
                    LabelSpaceKind.VOCABULARY,
                    model.tokenizer().fingerprint(),
                    model.configuration().vocabularySize());
        }
    }

    private static List<CheckpointFile> announced(Path directory) throws IOException {
        List<CheckpointFile> files = new ArrayList<>();
        try (Stream<Path> found = Files.list(directory)) {
            for (Path file : found.sorted().toList()) {
                byte[] bytes = Files.readAllBytes(file);
                files.add(
                        new CheckpointFile(file.getFileName().toString(), (long) bytes.length, Fingerprints.of(bytes)));
            }
        }
        files.add(new CheckpointFile("optimizer.safetensors", 1L, Fingerprints.ofText("optimizer")));
        return files;
    }
}
