package io.retort.trainer.checkpoint;

import io.retort.learning.student.UnusableModelException;
import io.retort.trainer.learner.LearnerState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The trainer's own files beside the student's: {@code checkpoint.json}, and the inputs met as {@code inputs.bin}. */
public final class CheckpointFiles {

    static final String STATE = "checkpoint.json";
    /** 64-bit hashes, little-endian, oldest first, nothing else. */
    static final String INPUTS = "inputs.bin";

    private CheckpointFiles() {}

    static void write(Path directory, String student, LearnerState state) throws IOException {
        Files.write(directory.resolve(STATE), CheckpointState.of(student, state).toJson());
        ByteBuffer inputs =
                ByteBuffer.allocate(state.seenInputs().length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        inputs.asLongBuffer().put(state.seenInputs());
        Files.write(directory.resolve(INPUTS), inputs.array());
    }

    /**
     * @throws UnusableModelException if a file is missing or not what {@link #write} writes
     */
    public static LearnerState read(Path directory) throws IOException {
        Path path = directory.resolve(STATE);
        try {
            return CheckpointState.fromJson(Files.readAllBytes(path)).toLearnerState(inputs(directory));
        } catch (UnusableModelException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new UnusableModelException(path, "is not a trainer's state: " + e.getMessage(), e);
        }
    }

    private static long[] inputs(Path directory) throws IOException {
        Path path = directory.resolve(INPUTS);
        byte[] bytes = Files.readAllBytes(path);
        if (bytes.length % Long.BYTES != 0) {
            throw new UnusableModelException(path, "has " + bytes.length + " bytes; allowed: a multiple of 8");
        }
        LongBuffer longs = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
        long[] inputs = new long[longs.remaining()];
        longs.get(inputs);
        return inputs;
    }
}
