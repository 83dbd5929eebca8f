package io.retort.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.learning.label.LabelReading;
import io.retort.learning.student.Example;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.record.Support;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvidenceWindowTest {

    private static final Distribution TARGET =
            new Distribution(new int[] {0}, new float[] {0}, Float.NEGATIVE_INFINITY);

    private record Label(int partition, long offset, long timestamp, String text) {}

    @Test
    void shouldTakeEachInputOnce() {
        EvidenceWindow window = new EvidenceWindow(3);
        take(window, new Label(0, 0, 10, "a"), new Label(0, 1, 11, "a"), new Label(1, 0, 9, "a"));

        assertThat(window.gathered()).isEqualTo(1);
        assertThat(window.hasEnough()).isFalse();

        take(window, new Label(1, 1, 12, "b"), new Label(0, 2, 13, "c"), new Label(0, 3, 14, "d"));
        assertThat(window.hasEnough()).isTrue();
        assertThat(window.gathered()).isEqualTo(3);
        assertThat(texts(window)).containsExactly("a", "b", "c");
    }

    @Test
    void shouldWantNoMoreOfAPartitionThatFillsItAlone() {
        EvidenceWindow window = new EvidenceWindow(2);
        take(window, new Label(0, 0, 10, "a"), new Label(0, 1, 11, "b"), new Label(0, 2, 12, "c"));

        assertThat(window.isOpen(0)).isFalse();
        assertThat(window.isOpen(1)).isTrue();
        take(window, new Label(1, 0, 9, "z"));
        assertThat(texts(window)).containsExactly("z", "a");
    }

    /** A plain sort of the whole log says which they are. */
    @Test
    void shouldHoldTheSameWhateverOrderThePartitionsAreReadIn() {
        Random random = new Random(3);
        List<List<Label>> log = new ArrayList<>();
        List<Label> all = new ArrayList<>();
        for (int partition = 0; partition < 4; partition++) {
            List<Label> labels = new ArrayList<>();
            long time = 0;
            for (int offset = 0; offset < 100; offset++) {
                time += random.nextInt(3);
                labels.add(new Label(partition, offset, time, "text " + random.nextInt(150)));
            }
            log.add(labels);
            all.addAll(labels);
        }
        all.sort((a, b) -> Long.compare(
                a.timestamp() * 1000 + a.partition() * 200L + a.offset(),
                b.timestamp() * 1000 + b.partition() * 200L + b.offset()));
        List<String> expected =
                all.stream().map(Label::text).distinct().limit(40).toList();

        for (int run = 0; run < 20; run++) {
            EvidenceWindow window = new EvidenceWindow(40);
            int[] read = new int[4];
            for (int taken = 0; taken < 400; ) {
                int partition = random.nextInt(4);
                if (read[partition] < 100) {
                    take(window, log.get(partition).get(read[partition]++));
                    taken++;
                }
            }
            assertThat(texts(window)).isEqualTo(expected);
        }
    }

    private static void take(EvidenceWindow window, Label... labels) {
        for (Label label : labels) {
            window.take(
                    label.partition(),
                    label.offset(),
                    label.timestamp(),
                    new LabelReading.Fit(
                            Example.ofClasses(label.text(), 0.05f, Support.FULL, TARGET),
                            label.text().hashCode()));
        }
    }

    private static List<String> texts(EvidenceWindow window) {
        return window.examples().stream().map(Example::text).toList();
    }
}
