package io.retort.systemtests.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document, the alert rules and the dashboard against the code. */
class MetricNamesTest {

    // Tests run in their module's directory.
    private static final Path SERVICES = Path.of("..");
    private static final Path DEPLOY = Path.of("../../deploy");
    private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (retort_\\S+) (\\S+)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(retort_[a-z_]+)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(retort_\\S+)` \\| (\\S+) \\| (.*) \\|$");
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:retort|kafka|jvm|process|system|http|logback)_[a-z_]+");

    private static String scraped;

    @SuppressWarnings("NullAway.Init") // set before all
    MetricNamesTest() {}

    @BeforeAll
    static void scrape() throws IOException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        List<DeclaredMeter> meters = MeterSources.read(SERVICES);
        assertThat(meters).as("meters in the sources").hasSizeGreaterThan(30);
        meters.forEach(meter -> meter.register(registry));
        scraped = registry.scrape();
    }

    @Test
    void shouldDocumentEachMetricOfTheCodeAndNoOther() throws IOException {
        Set<String> documented =
                found(ROW, Files.readString(DEPLOY.resolve("METRICS.md")), row -> row.group(1) + " " + row.group(2));
        assertThat(documented).isEqualTo(families());
    }

    @ParameterizedTest
    @ValueSource(strings = {"prometheus/alerts.yml", "grafana/dashboards/retort.json"})
    void shouldUseOnlyMetricsThatExist(String file) throws IOException {
        Set<String> used = found(METRIC, Files.readString(DEPLOY.resolve(file)), MatchResult::group);
        assertThat(used).hasSizeGreaterThan(5);
        assertThat(found(SAMPLE, scraped, sample -> sample.group(1))).containsAll(used);
    }

    /** The largest observation of late is a family of its own to Prometheus, and a part of the same meter to us. */
    private static Set<String> families() {
        Set<String> families = found(FAMILY, scraped, type -> type.group(1) + " " + type.group(2));
        families.removeIf(family -> family.endsWith("_max gauge"));
        return families;
    }

    private static Set<String> found(
            Pattern pattern, String text, java.util.function.Function<MatchResult, String> part) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(text).results().map(part).forEach(found::add);
        return found;
    }
}
