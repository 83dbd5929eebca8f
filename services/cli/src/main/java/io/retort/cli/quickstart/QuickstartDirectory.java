package io.retort.cli.quickstart;

import io.retort.cli.CommandFailed;
import io.retort.cli.UserMistake;
import io.retort.learning.labelspace.ClassSet;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What lies where in a quickstart's directory. */
public record QuickstartDirectory(Path path) {

    /** The student's name. */
    public static final String STUDENT = "quickstart";

    private static final String LOCK = "quickstart.lock";
    private static final String UNFINISHED = ".unfinished";

    public Path broker() {
        return path.resolve("broker");
    }

    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    Path log() {
        return path.resolve("retort.log");
    }

    Path summary() {
        return path.resolve("summary.json");
    }

    Path addresses() {
        return path.resolve("addresses.json");
    }

    Path stream() {
        return path.resolve("stream.json");
    }

    /** What a language model begins as, where the quickstart makes it. */
    Path firstStudent() {
        return path.resolve("first-student");
    }

    /** Where it is while it is being made. */
    Path unfinishedStudent() {
        return path.resolve("first-student" + UNFINISHED);
    }

    private Path languageModelsFile() {
        return path.resolve("language-models.json");
    }

    /** The language models this directory is for; empty if it is for a classifier, or new. */
    public Optional<LanguageModels> languageModels() {
        return LanguageModels.read(languageModelsFile());
    }

    /**
     * Remembers which language models this directory is for.
     *
     * @throws UserMistake if its student has learned from another teacher, or classes
     */
    void keep(LanguageModels models) throws IOException {
        Optional<LanguageModels> before = languageModels();
        if (newestCheckpoint().isPresent() && !before.equals(Optional.of(models))) {
            throw new UserMistake("the student in " + path + " has learned "
                    + before.map(one -> "from " + one.teacher()).orElse("classes") + "; name another --directory");
        }
        models.write(languageModelsFile());
    }

    private Path classesFile() {
        return path.resolve("classes");
    }

    /** The files of a checkpoint. */
    public Path checkpoint(String id) {
        return checkpoints().resolve(STUDENT).resolve(id);
    }

    /** The newest checkpoint whose files are complete: their directories are named by step, and only then. */
    public Optional<Path> newestCheckpoint() throws IOException {
        Path student = checkpoints().resolve(STUDENT);
        if (!Files.isDirectory(student)) {
            return Optional.empty();
        }
        try (Stream<Path> entries = Files.list(student)) {
            List<Path> complete = entries.filter(
                            entry -> !entry.getFileName().toString().endsWith(UNFINISHED))
                    .sorted(Comparator.comparing(entry -> entry.getFileName().toString()))
                    .toList();
            return complete.isEmpty() ? Optional.empty() : Optional.of(complete.get(complete.size() - 1));
        }
    }

    /** The classes this directory is for: the file's of the user that the first run kept, else customer support's. */
    public ClassSet classes() throws IOException {
        return Files.exists(classesFile()) ? ClassSet.read(classesFile()) : ClassSet.customerSupport();
    }

    /**
     * Keeps a copy of the user's classes.
     *
     * @throws UserMistake if the directory's student has learned others
     */
    void keepClasses(Path file) throws IOException {
        ClassSet given = ClassSet.read(file);
        if (newestCheckpoint().isPresent() && !given.equals(classes())) {
            throw new UserMistake("the student in " + path + " has learned other classes than those of " + file
                    + "; name another --directory");
        }
        Files.copy(file, classesFile(), StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Makes the directory, and takes it for this process until the lock is closed.
     *
     * @throws CommandFailed if another quickstart has it, or it cannot be written
     */
    FileChannel lock() {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!take(channel)) {
                channel.close();
                throw new CommandFailed(
                        "another quickstart runs on " + path + "; wait for it, stop it, or name another --directory");
            }
            return channel;
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailed(path + " is a file; name a directory with --directory", e);
        } catch (IOException e) {
            throw new CommandFailed(path + " cannot be written: " + reason(e) + "; name another --directory", e);
        }
    }

    private static boolean take(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // by this process
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof FileSystemException fault && fault.getReason() != null
                ? fault.getReason()
                : String.valueOf(e.getMessage());
    }
}
