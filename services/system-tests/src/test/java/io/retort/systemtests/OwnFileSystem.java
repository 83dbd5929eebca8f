package io.retort.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A small file system in memory, to be filled up; a test that cannot have one is skipped. */
final class OwnFileSystem implements AutoCloseable {

    private static final byte[] PAGE = new byte[4096];

    private final Path root;

    private OwnFileSystem(Path root) {
        this.root = root;
    }

    /** @param root directory to be made, which it is mounted on */
    static OwnFileSystem mount(Path root, int mebibytes) throws IOException, InterruptedException {
        Files.createDirectory(root);
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", root.toString());
        assumeTrue(mounted, "a file system of " + mebibytes + " MiB cannot be mounted here");
        return new OwnFileSystem(root);
    }

    Path root() {
        return root;
    }

    /** Writes to one file until nothing more fits; again, if space has become free since. */
    void fill() throws IOException {
        try (OutputStream filler =
                Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                filler.write(PAGE);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left on device");
        }
    }

    void makeSpace() throws IOException {
        Files.delete(filler());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", "-l", root.toString());
    }

    private Path filler() {
        return root.resolve("filler");
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }
}
