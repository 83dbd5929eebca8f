package io.retort.benchmarks;

import io.retort.schemas.record.LabelSpace;
import java.util.List;

/**
 * Soft-label records in their bytes.
 *
 * @param labelSpace theirs
 * @param keys of the records
 * @param values in the same order
 */
public record LabelValues(LabelSpace labelSpace, List<byte[]> keys, List<byte[]> values) {

    /** Of all keys and values. */
    public long bytes() {
        return size(keys) + size(values);
    }

    private static long size(List<byte[]> parts) {
        return parts.stream().mapToLong(part -> part.length).sum();
    }
}
