package io.retort.systemtests.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.systemtests.metrics.DeclaredMeter.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the meters in the services' sources: many are made only when something goes wrong, so that no scrape of a healthy
 * service shows them all.
 */
final class MeterSources {

    private static final String NAME = "\\(\\s*\"(retort\\.[a-z.]+)\"";

    /** {@code Timer.builder("retort...")}, {@code meters.counter("retort...")}, or a class's own method of such a name. */
    private static final Pattern CALL =
            Pattern.compile("\\b(?:(Counter|Gauge|Timer|DistributionSummary)\\.builder|(counter|gauge|timer))" + NAME);

    /** A constant of an enum of gauges. */
    private static final Pattern CONSTANT = Pattern.compile("\\n    [A-Z_]+" + NAME);

    private static final Pattern LITERAL = Pattern.compile("\"(retort\\.[a-z.]+)\"");
    private static final Map<String, Kind> KINDS = Map.of(
            "counter", Kind.COUNTER,
            "gauge", Kind.GAUGE,
            "timer", Kind.TIMER,
            "distributionsummary", Kind.SUMMARY);

    private MeterSources() {}

    /** @param services directory of the services' modules */
    static List<DeclaredMeter> read(Path services) throws IOException {
        Map<String, DeclaredMeter> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(services)) {
            for (Path file : files.filter(MeterSources::isService).toList()) {
                read(file, found);
            }
        }
        return found.values().stream()
                .sorted(Comparator.comparing(DeclaredMeter::name))
                .toList();
    }

    private static boolean isService(Path path) {
        String name = path.toString().replace('\\', '/');
        return name.endsWith(".java") && name.contains("/src/main/java/") && !name.contains("/benchmarks/");
    }

    private static void read(Path file, Map<String, DeclaredMeter> found) throws IOException {
        String source = Files.readString(file);
        boolean gauges = source.contains("enum MonitorGauge");
        if (!source.contains("io.micrometer") && !gauges) {
            return;
        }
        Matcher call = (gauges ? CONSTANT : CALL).matcher(source);
        while (call.find()) {
            Kind kind = gauges ? Kind.GAUGE : kind(call);
            String name = call.group(call.groupCount());
            boolean buckets = kind == Kind.TIMER && source.contains(".serviceLevelObjectives(");
            found.merge(name, new DeclaredMeter(name, kind, buckets), (first, second) -> {
                assertThat(second).as("declared twice").isEqualTo(first);
                return first;
            });
        }
        LITERAL.matcher(source).results().forEach(literal -> assertThat(found)
                .as("meters found in %s", file)
                .containsKey(literal.group(1)));
    }

    private static Kind kind(Matcher call) {
        String word = call.group(1) == null ? call.group(2) : call.group(1);
        Kind kind = KINDS.get(word.toLowerCase(java.util.Locale.ROOT));
        assertThat(kind).as(word).isNotNull();
        return kind;
    }
}
