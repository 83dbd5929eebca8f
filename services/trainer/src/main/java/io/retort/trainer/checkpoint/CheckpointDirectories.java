package io.retort.trainer.checkpoint;

import io.retort.schemas.record.CheckpointFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The directories of one student's checkpoints, {@code <root>/<student>/<step>-<random>}; a name is never used again. */
public final class CheckpointDirectories {

    private static final String UNFINISHED = ".unfinished";

    private final Path root;
    private final String student;

    public CheckpointDirectories(Path root, String student) {
        this.root = root.resolve(student);
        this.student = student;
    }

    public Path of(String id) {
        return root.resolve(id);
    }

    /**
     * Writes, flushes, hashes and names a checkpoint's files. On a failure nothing of it is left under its name.
     *
     * @throws IOException if the device is full, the directory not writable and the like
     */
    public WrittenCheckpoint write(CheckpointDraft draft) throws IOException {
        String id = String.format(
                Locale.ROOT,
                "%010d-%s",
                draft.learner().step(),
                UUID.randomUUID().toString().substring(0, 8));
        Path unfinished = root.resolve(id + UNFINISHED);
        Files.createDirectories(root);
        Files.createDirectory(unfinished);
        try {
            writeFiles(draft, unfinished);
            List<CheckpointFile> files = FileHashes.of(unfinished);
            DurableDirectory.publish(unfinished, root, id);
            return new WrittenCheckpoint(id, draft, files);
        } catch (IOException e) {
            try {
                DurableDirectory.delete(unfinished);
            } catch (IOException f) {
                e.addSuppressed(f);
            }
            throw e;
        }
    }

    /** Writes the files of a checkpoint into an existing empty directory, without flushing them. */
    public void writeFiles(CheckpointDraft draft, Path directory) throws IOException {
        draft.student().writeTo(directory);
        CheckpointFiles.write(directory, student, draft.learner());
    }

    /** What is wrong with an announced checkpoint's files; empty if they are those that were announced. */
    public Optional<String> fault(String id, List<CheckpointFile> announced) {
        return FileHashes.fault(of(id), announced);
    }

    public void delete(String id) throws IOException {
        DurableDirectory.delete(of(id));
    }

    /** Directories that no record names, last changed before a moment; another trainer may be writing younger ones. */
    public List<Path> leftovers(Set<String> announced, Instant before) throws IOException {
        List<Path> leftovers = new ArrayList<>();
        if (!Files.isDirectory(root)) {
            return leftovers;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path entry : entries) {
                if (!announced.contains(entry.getFileName().toString())
                        && Files.getLastModifiedTime(entry).toInstant().isBefore(before)) {
                    leftovers.add(entry);
                }
            }
        }
        return leftovers;
    }

    public void deleteLeftover(Path directory) throws IOException {
        DurableDirectory.delete(directory);
    }
}
