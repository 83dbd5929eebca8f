package io.retort.trainer.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.platform.time.Time;
import io.retort.trainer.label.Portion;
import io.retort.trainer.settings.BatchSettings;
import io.retort.trainer.settings.BatchingMode;
import io.retort.trainer.support.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class BatchAssemblersTest {

    private static final BatchSettings FOUR = new BatchSettings(BatchingMode.ARRIVAL, 4, Duration.ofMillis(100));
    private final SetTime time = new SetTime();

    @Test
    void arrivalShouldCutAFullBatchInTheOrderOfArrivalAndLeaveTheRest() {
        ArrivalBatches batches = new ArrivalBatches(FOUR, Map.of(0, 0L, 1, 0L), time);
        Labels.records(1, 0, 3).forEach(batches::add);
        Labels.records(0, 0, 3).forEach(batches::add);

        List<Portion> first = batches.next().orElseThrow();

        assertThat(tiles(first)).containsExactly("0:[0,1)", "1:[0,3)");
        assertThat(batches.next()).isEmpty();
        assertThat(batches.waiting()).isEqualTo(2);
    }

    @Test
    void arrivalShouldCutWhatHasWaitedLongEnough() {
        ArrivalBatches batches = new ArrivalBatches(FOUR, Map.of(0, 0L), time);
        Labels.records(0, 0, 2).forEach(batches::add);

        time.pass(Duration.ofMillis(99));
        assertThat(batches.next()).isEmpty();
        time.pass(Duration.ofMillis(1));
        assertThat(batches.next().map(BatchAssemblersTest::tiles)).contains(List.of("0:[0,2)"));
    }

    @Test
    void arrivalShouldStopFetchingWhereItHasEnough() {
        ArrivalBatches batches = new ArrivalBatches(FOUR, Map.of(0, 0L), time);

        Labels.records(0, 0, 15).forEach(batches::add);
        assertThat(batches.isFull(0)).isFalse();
        batches.add(Labels.record(0, 15, 15));
        assertThat(batches.isFull(0)).isTrue();
    }

    @Test
    void tilesShouldAbutOverHolesInTheOffsets() {
        ArrivalBatches batches = new ArrivalBatches(FOUR, Map.of(0, 10L), time);
        for (long offset : new long[] {12, 13, 20, 21, 30, 31, 40, 41}) {
            batches.add(Labels.record(0, offset, (int) offset));
        }

        assertThat(tiles(batches.next().orElseThrow())).containsExactly("0:[10,22)");
        assertThat(tiles(batches.next().orElseThrow())).containsExactly("0:[22,42)");
    }

    @Test
    void logOrderShouldWaitForEachPartitionsQuotaHoweverLong() {
        LogOrderBatches batches = new LogOrderBatches(4, Map.of(0, 0L, 1, 0L));
        Labels.records(0, 0, 7).forEach(batches::add);
        batches.add(Labels.record(1, 0, 0));

        time.pass(Duration.ofHours(1));
        assertThat(batches.next()).isEmpty();
        batches.add(Labels.record(1, 1, 1));
        assertThat(tiles(batches.next().orElseThrow())).containsExactly("0:[0,2)", "1:[0,2)");
    }

    @Test
    void logOrderShouldComposeTheSameBatchesWhateverTheOrderOfArrival() {
        List<List<String>> inOrder = logOrder(new Random(1), false);
        for (int seed = 2; seed < 12; seed++) {
            assertThat(logOrder(new Random(seed), true)).isEqualTo(inOrder);
        }
    }

    /** 4 skewed partitions, polled in pieces of random size, cut to the end. */
    private static List<List<String>> logOrder(Random random, boolean shuffled) {
        Map<Integer, Long> next = Map.of(0, 0L, 1, 0L, 2, 0L, 3, 0L);
        LogOrderBatches batches = new LogOrderBatches(10, next);
        List<List<ConsumerRecord<byte[], byte[]>>> left = new ArrayList<>();
        for (int partition = 0; partition < 4; partition++) {
            left.add(new ArrayList<>(Labels.records(partition, 0, 5 + 40 * partition)));
        }
        List<List<String>> cut = new ArrayList<>();
        while (left.stream().anyMatch(records -> !records.isEmpty())) {
            int partition = shuffled
                    ? random.nextInt(4)
                    : left.indexOf(left.stream()
                            .filter(records -> !records.isEmpty())
                            .findFirst()
                            .orElseThrow());
            int taken = Math.min(1 + random.nextInt(17), left.get(partition).size());
            left.get(partition).subList(0, taken).forEach(batches::add);
            left.get(partition).subList(0, taken).clear();
            batches.next().ifPresent(portions -> cut.add(tiles(portions)));
        }
        for (Optional<List<Portion>> rest = batches.rest(); rest.isPresent(); rest = batches.rest()) {
            cut.add(tiles(rest.get()));
        }
        return cut;
    }

    private static List<String> tiles(List<Portion> portions) {
        return portions.stream()
                .map(portion -> portion.partition() + ":[" + portion.from() + "," + portion.to() + ")")
                .toList();
    }

    private static final class SetTime implements Time {
        private long nanos;

        void pass(Duration duration) {
            nanos += duration.toNanos();
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public Instant now() {
            return Instant.ofEpochSecond(0, nanos);
        }

        @Override
        public void sleep(Duration duration) {
            pass(duration);
        }
    }
}
