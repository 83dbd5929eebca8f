package io.retort.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs blocks one after the other in one shell, as a reader would, and stops at the first command that fails. */
final class ShellSession {

    private static final String MARK = "--- block of line ";

    private final Path directory;
    private final Path output;

    /**
     * @param directory to run in
     * @param output file for what is printed
     */
    ShellSession(Path directory, Path output) {
        this.directory = directory;
        this.output = output;
    }

    /** Fails unless every command ends well, within the limit, and prints what its block expects. */
    void run(List<ShellBlock> blocks, Duration limit) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script(blocks))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = shell.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            String printed = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(ended).as("ended within %s; printed: %s", limit, printed).isTrue();
            assertThat(shell.exitValue()).as(printed).isZero();
            blocks.forEach(block -> block.expected()
                    .forEach(text ->
                            assertThat(of(block, printed)).as(mark(block)).contains(text)));
        } finally {
            // What a block has left running in the background, too.
            List<ProcessHandle> family = Stream.concat(shell.descendants(), Stream.of(shell.toHandle()))
                    .toList();
            family.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static String script(List<ShellBlock> blocks) {
        StringBuilder script = new StringBuilder();
        for (ShellBlock block : blocks) {
            script.append("echo '")
                    .append(mark(block))
                    .append("'\n")
                    .append(block.commands())
                    .append('\n');
        }
        return script.toString();
    }

    private static String of(ShellBlock block, String printed) {
        String after =
                printed.substring(printed.indexOf(mark(block)) + mark(block).length());
        int next = after.indexOf(MARK);
        return next < 0 ? after : after.substring(0, next);
    }

    private static String mark(ShellBlock block) {
        return MARK + block.line() + " ---";
    }
}
