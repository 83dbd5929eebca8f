package io.retort.producer.source;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/** A file. A restart reads it from its beginning, compares what was read before, and goes on behind it. */
public final class FileSource implements PromptSource {

    private final Path file;
    private final RecordLayout layout;

    /**
     * @param file the file; its absolute path is the source's id
     * @param layout how its records stand in it
     */
    public FileSource(Path file, RecordLayout layout) {
        this.file = file.toAbsolutePath().normalize();
        this.layout = Objects.requireNonNull(layout, "layout");
    }

    @Override
    public String id() {
        return "file:" + file;
    }

    @Override
    public SourceReader open(ReadPosition from) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new UnusableSourceException(
                        id() + " is not a regular file; give what is piped by standard input");
            }
            return new ByteSourceReader(id(), layout, new StreamSupply(Files.newInputStream(file)), from);
        } catch (NoSuchFileException e) {
            throw new UnusableSourceException(id() + " does not exist", e);
        } catch (AccessDeniedException e) {
            throw new UnusableSourceException(id() + " may not be read by this user", e);
        } catch (IOException e) {
            throw new UnusableSourceException(id() + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean hasGrownBeyond(ReadPosition end) {
        try {
            return Files.size(file) > end.bytes();
        } catch (IOException e) {
            return false; // a finished file may be gone
        }
    }
}
