package io.retort.trainer.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories that are either whole on the device or not there under their name. */
final class DurableDirectory {

    private DurableDirectory() {}

    /** Flushes each file and the directory, renames it to its name and flushes the parent. */
    static void publish(Path written, Path parent, String name) throws IOException {
        for (Path file : files(written)) {
            flush(file, StandardOpenOption.WRITE);
        }
        flush(written, StandardOpenOption.READ);
        Files.move(written, parent.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        flush(parent, StandardOpenOption.READ);
    }

    /** The regular files in a directory, by name. */
    static List<Path> files(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, Files::isRegularFile)) {
            entries.forEach(files::add);
        }
        files.sort(Comparator.comparing(path -> path.getFileName().toString()));
        return files;
    }

    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static void flush(Path path, StandardOpenOption access) throws IOException {
        try (FileChannel channel = FileChannel.open(path, access)) {
            channel.force(true);
        }
    }
}
