package io.retort.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected sizes are what Kafka's own client compares with {@code max.request.size}. */
class RecordSizesTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 8191, 8192, 1_048_575, 1_048_576, 2_097_152})
    void shouldCountAsTheClientCounts(int length) {
        assertCountsAsTheClient(new ProducerRecord<>("topic", new byte[16], new byte[length]));
    }

    @Test
    void shouldCountAbsentKeysAndValues() {
        assertCountsAsTheClient(new ProducerRecord<byte[], byte[]>("topic", null, null));
    }

    @Test
    void shouldCountHeaders() {
        Random random = new Random(7);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("topic", new byte[3], new byte[5]);
        for (int header = 0; header < 70; header++) {
            record.headers().add("näme" + header, new byte[random.nextInt(200)]);
        }
        record.headers().add("absent", (byte @Nullable []) null);

        assertCountsAsTheClient(record);
    }

    private static void assertCountsAsTheClient(ProducerRecord<byte[], byte[]> record) {
        assertThat(RecordSizes.upperBound(record))
                .isEqualTo(AbstractRecords.estimateSizeInBytesUpperBound(
                        RecordBatch.CURRENT_MAGIC_VALUE,
                        CompressionType.ZSTD,
                        record.key(),
                        record.value(),
                        record.headers().toArray()));
    }
}
