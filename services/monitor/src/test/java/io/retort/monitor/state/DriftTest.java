package io.retort.monitor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.ClassCount;
import io.retort.schemas.record.LabelDistribution;
import io.retort.schemas.record.Sha256;
import io.retort.schemas.record.TeacherFigures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DriftTest {

    private static final Sha256 SPACE = Fingerprints.ofText("space");
    private static final Sha256 OTHER = Fingerprints.ofText("other");

    /** Expected by {@code scipy.spatial.distance.jensenshannon(p, q, base=2) ** 2} of scipy 1.17.1. */
    @Test
    void shouldDivergeAsScipySays() {
        assertThat(bits(new long[] {10, 20, 70}, new long[] {30, 30, 40}))
                .isEqualTo(0.07489355896415409, within(1e-15));
        assertThat(bits(new long[] {5, 0, 95}, new long[] {50, 50, 0})).isEqualTo(0.8791383285965838, within(1e-15));
        assertThat(bits(new long[] {300, 20, 15, 5}, new long[] {290, 25, 10, 15}))
                .isEqualTo(0.0073889972099936896, within(1e-15));
        assertThat(bits(new long[] {1, 0}, new long[] {0, 1})).isEqualTo(1.0, within(1e-15));
        assertThat(bits(new long[] {1, 1}, new long[] {2, 2})).isZero();
    }

    @Test
    void shouldCompareAWindowWithTheTenMinutesBeforeIt() {
        NavigableMap<Long, TeacherFigures> windows = new TreeMap<>();
        windows.put(0L, figures(SPACE, 0, 0, 1000)); // more than ten minutes before the last
        windows.put(5_000L, figures(SPACE, 10, 10, 20));
        windows.put(300_000L, figures(SPACE, 20, 20, 20));
        windows.put(604_999L, figures(SPACE, 10, 20, 70));

        NavigableMap<Long, Double> drifts = Drift.of(windows);

        assertThat(drifts).containsOnlyKeys(300_000L, 604_999L); // 40 labels are too few to be compared
        assertThat(drifts.get(604_999L)).isEqualTo(0.07489355896415409, within(1e-15)); // with 30, 30, 40
    }

    @Test
    void shouldNotCompareLabelSpacesWithEachOther() {
        NavigableMap<Long, TeacherFigures> windows = new TreeMap<>();
        windows.put(0L, figures(SPACE, 100, 0));
        windows.put(5_000L, figures(OTHER, 0, 100));

        assertThat(Drift.of(windows)).isEmpty();
    }

    private static double bits(long[] a, long[] b) {
        return JensenShannon.bits(counts(a), counts(b));
    }

    private static Map<Integer, Long> counts(long[] labels) {
        Map<Integer, Long> counts = new HashMap<>();
        for (int id = 0; id < labels.length; id++) {
            counts.put(id, labels[id]);
        }
        return counts;
    }

    private static TeacherFigures figures(Sha256 space, long... labels) {
        List<ClassCount> classes = new ArrayList<>();
        counts(labels).forEach((id, count) -> classes.add(new ClassCount(id, count)));
        return new TeacherFigures(1L, 0L, 0L, 1L, List.of(new LabelDistribution(space, classes)));
    }
}
