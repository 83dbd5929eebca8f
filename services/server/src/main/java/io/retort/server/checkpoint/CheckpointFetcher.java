package io.retort.server.checkpoint;

import io.retort.schemas.record.CheckpointFile;
import io.retort.schemas.record.DeployedCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches checkpoints from the directory that trainers write to, {@code <root>/<student>/<id>/}. The trainer may retire a
 * checkpoint at any moment, so its files are copied before they are used, and hashed as they are copied: what is verified is
 * what is loaded. Safe for use by several threads.
 */
public final class CheckpointFetcher {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFetcher.class);

    private final Path root;
    private final FetchDirectories directories;

    /** @param root the trainers' checkpoints directory; what is fetched lies in the system's temporary directory */
    public CheckpointFetcher(Path root) {
        this(root, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** @param temporary where what is fetched lies for as long as it is used; made if it does not exist */
    public CheckpointFetcher(Path root, Path temporary) {
        this.root = root;
        this.directories = new FetchDirectories(temporary);
        directories.sweep(Instant.now());
    }

    /**
     * Copies and verifies files of a checkpoint.
     *
     * @param needed whether a file of this name is among them
     */
    public FetchOutcome fetch(String student, DeployedCheckpoint checkpoint, Predicate<String> needed) {
        Optional<String> misnamed = misnamed(student, checkpoint);
        if (misnamed.isPresent()) {
            return new FetchOutcome.Unfit(misnamed.get());
        }
        Path source = root.resolve(student).resolve(checkpoint.getId());
        if (!Files.isDirectory(source)) {
            return new FetchOutcome.Unfit("there is no directory " + checkpoint.getId() + " of " + student);
        }
        Path target;
        try {
            target = directories.create();
        } catch (IOException e) {
            return new FetchOutcome.Unfit("no place to fetch to: " + unavailable(e));
        }
        return copyAll(
                checkpoint.getFiles().stream()
                        .filter(file -> needed.test(file.getName()))
                        .toList(),
                source,
                target);
    }

    private static FetchOutcome copyAll(List<CheckpointFile> files, Path source, Path target) {
        FetchedCheckpoint fetched = new FetchedCheckpoint(target);
        try {
            for (CheckpointFile file : files) {
                VerifiedCopy.copy(source.resolve(file.getName()), target.resolve(file.getName()), file);
            }
            return new FetchOutcome.Fetched(fetched);
        } catch (UnfitFileException e) {
            fetched.close();
            return new FetchOutcome.Unfit(e.getMessage());
        } catch (IOException | RuntimeException e) {
            fetched.close();
            return new FetchOutcome.Unfit("its files cannot be read: " + unavailable(e));
        }
    }

    /** What failed, without where: reasons are shown to people who have no business with this machine's paths. */
    private static String unavailable(Exception fault) {
        LOG.atWarn().setCause(fault).log("Files of a checkpoint cannot be fetched");
        return fault.getClass().getSimpleName();
    }

    /** Names come over a topic: none may lead out of its directory. */
    private static Optional<String> misnamed(String student, DeployedCheckpoint checkpoint) {
        if (!isPlain(student)) {
            return Optional.of("the student's name cannot be a directory's");
        }
        if (!isPlain(checkpoint.getId())) {
            return Optional.of("the checkpoint's id cannot be a directory's name");
        }
        Set<String> seen = new HashSet<>();
        for (CheckpointFile file : checkpoint.getFiles()) {
            if (!isPlain(file.getName())) {
                return Optional.of("one of its files is not named as a file");
            }
            if (!seen.add(file.getName())) {
                return Optional.of(file.getName() + " was announced twice");
            }
        }
        return seen.isEmpty() ? Optional.of("it was announced without files") : Optional.empty();
    }

    private static boolean isPlain(String name) {
        boolean special = name.isBlank() || name.equals(".") || name.equals("..");
        return !special && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || Character.isISOControl(c));
    }
}
