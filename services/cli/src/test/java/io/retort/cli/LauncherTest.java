package io.retort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher script in a tree of its own, with a Java and a Maven that only say what they are asked. */
class LauncherTest {

    private static final Path SCRIPT = Path.of("../../retort");

    /** A {@code java} of the version in JAVA_VERSION. */
    private static final String JAVA = """
            #!/usr/bin/env bash
            if [ "$1" = -version ]; then
              echo "openjdk version \\"${FAKE_VERSION:-17.0.15}\\" 2025-04-15" >&2
              exit 0
            fi
            printf 'java'
            printf ' <%s>' "$@"
            printf '\\nheap variable: %s\\n' "${RETORT_HEAP:-none}"
            exit "${FAKE_EXIT:-0}"
            """;

    private static final String MAVEN = """
            #!/usr/bin/env bash
            echo "mvn $*" >> "$FAKE_LOG"
            mkdir -p services/cli/target
            touch services/cli/target/retort.jar
            exit "${FAKE_MAVEN_EXIT:-0}"
            """;

    @TempDir
    private Path directory;

    private Path home;
    private Path bin;

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void makeTree() throws Exception {
        home = Files.createDirectories(directory.resolve("a tree with spaces"));
        bin = Files.createDirectories(directory.resolve("bin"));
        Files.copy(SCRIPT, home.resolve("retort"), StandardCopyOption.COPY_ATTRIBUTES);
        source("pom.xml");
        source("schemas/src/main/avro/Prompt.avsc");
        source("services/cli/src/main/java/Retort.java");
        program("java", JAVA);
        program("mvn", MAVEN);
    }

    @Test
    void shouldBuildOnceAndThenOnlyRun() throws Exception {
        assertThat(run("label", "two words"))
                .contains("retort: building", "<-jar> <" + home.toRealPath() + "/services/cli/target/retort.jar>")
                .contains("<label> <two words>");
        assertThat(run("label")).doesNotContain("building");
        assertThat(builds()).hasSize(1).first().asString().contains("-pl services/cli -am", "package");
    }

    @ParameterizedTest
    @CsvSource({
        "services/cli/src/main/java/Retort.java, 2",
        "schemas/src/main/avro/Prompt.avsc, 2",
        "pom.xml, 2",
        "services/cli/src/test/java/RetortTest.java, 1",
        "services/benchmarks/src/main/java/Benchmark.java, 1",
        "services/cli/target/classes/Retort.class, 1"
    })
    void shouldBuildAgainWhenASourceIsNewerThanTheBuild(String changed, int builds) throws Exception {
        run("label");
        source(changed);
        Files.setLastModifiedTime(
                home.resolve(changed), FileTime.from(Instant.now().plusSeconds(60)));

        run("label");

        assertThat(builds()).hasSize(builds);
    }

    @Test
    void shouldFindItsTreeThroughLinksAndFromAnotherDirectory() throws Exception {
        Path first = Files.createSymbolicLink(directory.resolve("first"), Path.of("a tree with spaces/retort"));
        Path link = Files.createSymbolicLink(bin.resolve("linked"), first);

        assertThat(run(link, Map.of(), "label")).contains("/a tree with spaces/services/cli/target/retort.jar>");
    }

    @Test
    void shouldPassTheExitCodeOn() throws Exception {
        assertThat(run(home.resolve("retort"), Map.of("FAKE_EXIT", "3"), "train"))
                .endsWith("exit 3\n");
    }

    @Test
    void shouldCapTheHeapAndTakeFurtherOptions() throws Exception {
        assertThat(run("label")).contains("<-Xmx1g>");
        assertThat(run(
                        home.resolve("retort"),
                        Map.of("RETORT_HEAP", "3g", "RETORT_JAVA_OPTIONS", "-Da=1 -Db=2"),
                        "label"))
                .contains("<-Xmx3g>", "<-Da=1> <-Db=2>")
                .contains("heap variable: none"); // it is no setting of Retort's
    }

    @Test
    void shouldSayWhichJavaIsTooOld() throws Exception {
        assertThat(run(home.resolve("retort"), Map.of("FAKE_VERSION", "11.0.2"), "label"))
                .contains("retort: the java on the PATH, " + bin + "/java, is Java 11; Java 17 or later is needed")
                .endsWith("exit 1\n");
        assertThat(run(home.resolve("retort"), Map.of("FAKE_VERSION", "1.8.0_402"), "label"))
                .contains("is Java 8;");
    }

    @Test
    void shouldSayThatJavaHomeIsWrong() throws Exception {
        assertThat(run(home.resolve("retort"), Map.of("JAVA_HOME", "/nowhere"), "label"))
                .contains("JAVA_HOME is /nowhere, which has no bin/java")
                .endsWith("exit 1\n");
    }

    @Test
    void shouldSayThatMavenIsMissing() throws Exception {
        Files.delete(bin.resolve("mvn"));

        assertThat(run("label"))
                .contains("there is no mvn on the PATH. Install Maven 3.8 or later")
                .endsWith("exit 1\n");
    }

    @Test
    void shouldNotRunWhatCouldNotBeBuilt() throws Exception {
        assertThat(run(home.resolve("retort"), Map.of("FAKE_MAVEN_EXIT", "1"), "label"))
                .contains("retort: the build failed")
                .doesNotContain("<-jar>")
                .endsWith("exit 1\n");
        assertThat(home.resolve(".retort-build")).doesNotExist();
    }

    @Test
    void shouldTakeOverTheLockOfABuildThatWasKilled() throws Exception {
        Files.createDirectories(home.resolve(".retort-build"));
        Files.writeString(home.resolve(".retort-build/pid"), "99999999\n");

        assertThat(run("label")).contains("<label>");
    }

    private String run(String... arguments) throws Exception {
        return run(home.resolve("retort"), Map.of(), arguments);
    }

    private String run(Path script, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.equals("JAVA_HOME") || name.startsWith("RETORT_"));
        builder.environment().put("PATH", bin + ":" + tools());
        builder.environment().put("FAKE_LOG", directory.resolve("builds").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output + "exit " + process.waitFor() + "\n";
    }

    /** The system's tools without its Maven and Java. */
    private Path tools() throws IOException {
        Path tools = Files.createDirectories(directory.resolve("tools"));
        for (String tool : List.of(
                "bash",
                "env",
                "cat",
                "dirname",
                "readlink",
                "sed",
                "head",
                "find",
                "mkdir",
                "rm",
                "sleep",
                "touch",
                "tput")) {
            for (String place : List.of("/usr/bin", "/bin")) {
                Path link = tools.resolve(tool);
                if (Files.exists(Path.of(place, tool)) && !Files.exists(link)) {
                    Files.createSymbolicLink(link, Path.of(place, tool));
                }
            }
        }
        return tools;
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(directory.resolve("builds"));
    }

    private void source(String path) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "source");
    }

    private void program(String name, String content) throws IOException {
        Path file = Files.writeString(bin.resolve(name), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
