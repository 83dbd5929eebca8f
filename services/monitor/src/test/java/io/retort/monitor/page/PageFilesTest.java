package io.retort.monitor.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That the page is whole and stands on its own, also where there is no browser to try it in. */
final class PageFilesTest {
    private static final Pattern REFERENCE = Pattern.compile("(?:from |href=|src=)\"([^\"#][^\"]*)\"");
    private static final Path FILES = Path.of("src", "main", "resources", "io", "retort", "monitor", "page");

    @Test
    void everyFileThatIsNamedIsThere() throws IOException {
        for (Map.Entry<String, String> file : texts().entrySet()) {
            assertThat(references(file.getValue())).as(file.getKey()).allSatisfy(name -> assertThat(
                            name.startsWith("/page/uplot/")
                                    ? PageFilesTest.class.getResource(name.replace(
                                                    "/page/uplot", "/META-INF/resources/webjars/uplot/1.6.30/dist"))
                                            != null
                                    : Files.exists(FILES.resolve(name.replaceFirst("^(/page/|\\./)", ""))))
                    .as(name)
                    .isTrue());
        }
    }

    @Test
    void nothingComesFromElsewhere() throws IOException {
        texts().forEach((name, text) -> assertThat(text.replace("http://www.w3.org/2000/svg", ""))
                .as(name)
                .doesNotContain("http:", "https:", "//cdn"));
    }

    @Test
    void scriptsAndStylesAreFiles() throws IOException {
        String page = Objects.requireNonNull(texts().get("index.html"));

        assertThat(page)
                .doesNotContain("<style", " style=", "javascript:")
                .doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContainPattern(" on[a-z]+=");
        texts().forEach((name, text) -> assertThat(text)
                .as(name)
                .doesNotContain("innerHTML", "insertAdjacentHTML", "outerHTML", "document.write"));
    }

    private static List<String> references(String text) {
        return REFERENCE
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static Map<String, String> texts() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(FILES)) {
            for (Path file : files.toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file, UTF_8));
            }
        }
        assertThat(texts).containsKeys("index.html", "page.css", "main.js");
        return texts;
    }
}
