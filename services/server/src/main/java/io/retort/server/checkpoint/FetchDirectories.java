package io.retort.server.checkpoint;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Private directories to fetch into. */
final class FetchDirectories {

    private static final Logger LOG = LoggerFactory.getLogger(FetchDirectories.class);
    private static final String PREFIX = "retort-checkpoint-";

    /** A killed process leaves its directory; one that lives empties its own long before. */
    private static final Duration LEFTOVER = Duration.ofHours(1);

    private final Path parent;

    FetchDirectories(Path parent) {
        this.parent = parent;
    }

    /** For this user alone, where the file system knows users. */
    Path create() throws IOException {
        Files.createDirectories(parent);
        return Files.createTempDirectory(parent, PREFIX);
    }

    /** Deletes what killed processes have left. */
    void sweep(Instant now) {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path directory : found) {
                if (Files.getLastModifiedTime(directory).toInstant().isBefore(now.minus(LEFTOVER))) {
                    delete(directory);
                }
            }
        } catch (IOException e) {
            warn(parent, e);
        }
    }

    static void delete(Path directory) {
        try (Stream<Path> tree = Files.walk(directory)) {
            List<Path> leavesFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : leavesFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            warn(directory, e);
        }
    }

    private static void warn(Path directory, IOException fault) {
        LOG.atWarn()
                .addKeyValue("directory", directory)
                .addKeyValue("reason", fault.toString())
                .log("Fetched files could not be deleted");
    }
}
