package io.retort.server;

import io.retort.learning.safetensors.ElementType;
import io.retort.learning.safetensors.SafetensorsWriter;
import io.retort.learning.safetensors.StoredTensor;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.CheckpointFile;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.LabelSpaceReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes text classifiers whose answers tell which they are: the checkpoint of step n puts any text into class n modulo the
 * number of classes.
 */
public final class TellingCheckpoints {

    public static final String STUDENT = "intents";
    public static final List<String> CLASSES =
            IntStream.range(0, 8).mapToObj(c -> "class " + c).toList();
    public static final LabelSpaceReference LABEL_SPACE =
            new LabelSpaceReference(LabelSpaceKind.CLASSES, Fingerprints.ofClasses(CLASSES), CLASSES.size());

    private static final int WORD_ROWS = 16;
    private static final int CHARACTER_ROWS = 16;

    private final Path root;

    public TellingCheckpoints(Path root) {
        this.root = root;
    }

    /** The class that the checkpoint of a step puts every text into. */
    public static String answerOf(long step) {
        return CLASSES.get((int) (step % CLASSES.size()));
    }

    public static String idOf(long step) {
        return String.format(Locale.ROOT, "%010d-0000beef", step);
    }

    /** Where its files lie. */
    public Path directory(long step) {
        return root.resolve(STUDENT).resolve(idOf(step));
    }

    /** Writes it, as a trainer would, and returns what a decision says of it. */
    public DeployedCheckpoint write(long step) {
        return deployed(step, writeFor(STUDENT, step));
    }

    /** Writes it as another student's, and returns its files. */
    public List<CheckpointFile> writeFor(String student, long step) {
        try {
            Path directory = Files.createDirectories(root.resolve(student).resolve(idOf(step)));
            Files.writeString(directory.resolve("config.json"), configuration());
            SafetensorsWriter.write(directory.resolve("model.safetensors"), List.of(table(step)), Map.of());
            return files(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a decision says of a checkpoint with such files. */
    public static DeployedCheckpoint deployed(long step, List<CheckpointFile> files) {
        return deployed(idOf(step), step, "text-classifier", LABEL_SPACE, files);
    }

    public static DeployedCheckpoint deployed(
            String id, long step, String kind, LabelSpaceReference labelSpace, List<CheckpointFile> files) {
        return new DeployedCheckpoint(id, step, step, kind, labelSpace, files, Instant.EPOCH, Instant.EPOCH);
    }

    private static String configuration() {
        String classes = CLASSES.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(","));
        return "{\"kind\":\"text-classifier\",\"classes\":[" + classes + "],\"wordRows\":" + WORD_ROWS
                + ",\"characterRows\":" + CHARACTER_ROWS
                + ",\"learningRate\":0.3,\"regression\":0.3,\"seed\":1,\"temperature\":1.0}";
    }

    private static StoredTensor table(long step) {
        int rows = WORD_ROWS + CHARACTER_ROWS + 1;
        ByteBuffer table =
                ByteBuffer.allocateDirect(rows * CLASSES.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < rows; row++) {
            for (int c = 0; c < CLASSES.size(); c++) {
                table.putFloat(c == step % CLASSES.size() ? 3 : 0);
            }
        }
        return StoredTensor.ofBytes(
                "table", ElementType.F32, List.of((long) rows, (long) CLASSES.size()), table.flip());
    }

    private static List<CheckpointFile> files(Path directory) throws IOException {
        List<CheckpointFile> files = new ArrayList<>();
        for (String name : List.of("config.json", "model.safetensors")) {
            byte[] bytes = Files.readAllBytes(directory.resolve(name));
            files.add(new CheckpointFile(name, (long) bytes.length, Fingerprints.of(bytes)));
        }
        return files;
    }
}
