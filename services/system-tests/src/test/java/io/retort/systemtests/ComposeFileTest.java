package io.retort.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docker-compose.yml repeats of the build. */
class ComposeFileTest {

    // Tests run in their module's directory.
    private static final Path REPOSITORY = Path.of("../..");
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>retort</artifactId>\\s*<version>([^<]+)</version>");
    private static final Pattern BROKER = Pattern.compile("<kafka.version>([^<]+)</kafka.version>");
    private static final Pattern IMAGE = Pattern.compile("image: (?:retort/retort|apache/kafka):(\\S+)");

    @Test
    void shouldRunTheImageOfThisVersionOnTheBrokerThatIsBuiltOn() throws IOException {
        String build = Files.readString(REPOSITORY.resolve("pom.xml"));
        String compose = Files.readString(REPOSITORY.resolve("docker-compose.yml"));
        assertThat(IMAGE.matcher(compose).results().map(found -> found.group(1)))
                .containsExactlyInAnyOrder(only(VERSION, build), only(BROKER, build));
    }

    private static String only(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }
}
