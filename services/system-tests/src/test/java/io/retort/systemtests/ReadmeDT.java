package io.retort.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Types what the README tells its reader to type. It does so where everything of the repository seems to lie, but what
 * the commands write does not end up there; and the quickstart streams fewer prompts than it would by itself.
 */
class ReadmeDT {

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final String QUICKSTART = "./retort quickstart";
    private static final String SHORTER = QUICKSTART + " --prompts 2000";

    @TempDir
    private Path directory;

    @Test
    void shouldDoWhatTheReadmeSays() throws Exception {
        // Tests run in their module's directory.
        Path repository = Path.of("..", "..").toRealPath();
        List<String> readme = Files.readAllLines(repository.resolve("README.md"));
        List<ShellBlock> blocks = ShellBlock.in(
                readme.stream().map(line -> line.replace(QUICKSTART, SHORTER)).toList());
        assertThat(blocks).as("blocks of the README to run").isNotEmpty();
        assertThat(blocks).anyMatch(block -> block.commands().contains(SHORTER));

        Path likeness = Files.createDirectory(directory.resolve("retort"));
        List<Path> links = link(repository, likeness);
        try {
            new ShellSession(likeness, directory.resolve("output")).run(blocks, LIMIT);
        } finally {
            for (Path link : links) {
                Files.delete(link);
            }
        }
    }

    private static List<Path> link(Path repository, Path likeness) throws IOException {
        List<Path> links = new ArrayList<>();
        try (Stream<Path> entries = Files.list(repository)) {
            for (Path entry :
                    entries.filter(path -> !path.endsWith("retort-data")).toList()) {
                links.add(Files.createSymbolicLink(likeness.resolve(entry.getFileName()), entry));
            }
        }
        return links;
    }
}
