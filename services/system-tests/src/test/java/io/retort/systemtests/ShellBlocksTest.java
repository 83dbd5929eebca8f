package io.retort.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellBlocksTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<String> DOCUMENT = """
            Text.
            ```shell
            greeting=hello
            ```
            ```text
            ```shell
            exit 7
            ```
            ```console
            exit 8
            ```
            ```shell
            # expect: hello world
            echo "$greeting world"
            ```
            """.lines().toList();

    @TempDir
    private Path directory;

    @Test
    void shouldTakeShellBlocksOnly() {
        assertThat(ShellBlock.in(DOCUMENT))
                .containsExactly(
                        new ShellBlock(2, "greeting=hello", List.of()),
                        new ShellBlock(12, "# expect: hello world\necho \"$greeting world\"", List.of("hello world")));
    }

    @Test
    void shouldRunThemInOneShell() throws Exception {
        session().run(ShellBlock.in(DOCUMENT), LIMIT);
    }

    @Test
    void shouldFailWhereACommandFails() {
        assertThatThrownBy(() -> session().run(blocks("false", "true"), LIMIT)).isInstanceOf(AssertionError.class);
    }

    @Test
    void shouldFailWhereABlockDoesNotPrintWhatItExpects() {
        assertThatThrownBy(() -> session().run(blocks("echo other", "# expect: other"), LIMIT))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("other");
    }

    @Test
    void shouldRefuseABlockWithoutAnEnd() {
        assertThatThrownBy(() -> ShellBlock.in(List.of("", "```shell", "true")))
                .hasMessage("the block that begins in line 2 has no end");
    }

    private ShellSession session() {
        return new ShellSession(directory, directory.resolve("output"));
    }

    /** Each text a block of its own. */
    private static List<ShellBlock> blocks(String... texts) {
        return ShellBlock.in(List.of(texts).stream()
                .flatMap(text -> List.of("```shell", text, "```").stream())
                .toList());
    }
}
