package io.retort.benchmarks.speed;

import io.retort.benchmarks.LabelRecords;
import io.retort.benchmarks.LabelValues;
import io.retort.benchmarks.LabelledText;
import io.retort.schemas.record.LabelSpace;
import io.retort.teacher.Teacher;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the measurements of one label space work on.
 *
 * @param labelSpace the teacher's
 * @param temperature the labels'
 * @param texts labelled
 * @param keys of their records, in the same order
 * @param values of their records, in the same order
 * @param distributionBytes of one label
 */
record Subject(
        LabelSpace labelSpace,
        float temperature,
        List<LabelledText> texts,
        List<byte[]> keys,
        List<byte[]> values,
        int distributionBytes) {

    static Subject of(Teacher teacher, List<LabelledText> texts) {
        LabelRecords records = new LabelRecords(teacher);
        return new Subject(
                teacher.labelSpace(),
                teacher.temperature(),
                texts,
                IntStream.range(0, texts.size()).mapToObj(records::key).toList(),
                IntStream.range(0, texts.size())
                        .mapToObj(i -> records.value(texts.get(i), i))
                        .toList(),
                records.distribution(texts.get(0)).length);
    }

    LabelValues records() {
        return new LabelValues(labelSpace, keys, values);
    }

    int classes() {
        return labelSpace.getNames().size();
    }

    /** Of a record's key and value, on average. */
    double recordBytes() {
        long bytes = 0;
        for (int i = 0; i < values.size(); i++) {
            bytes += keys.get(i).length + values.get(i).length;
        }
        return (double) bytes / values.size();
    }

    /** The values of one batch; batches begin anew behind the last whole one. */
    List<byte[]> batch(int number, int size) {
        int from = number % (values.size() / size) * size;
        return values.subList(from, from + size);
    }
}
