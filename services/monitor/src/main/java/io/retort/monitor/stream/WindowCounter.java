package io.retort.monitor.stream;

import io.retort.monitor.figure.Contribution;
import io.retort.monitor.figure.FigureKeys;
import io.retort.monitor.figure.FigureSums;
import io.retort.monitor.figure.Windows;
import io.retort.schemas.record.Figure;
import io.retort.schemas.serde.RecordCodecs;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Counts one partition of one source into windows, and publishes those that have changed.
 *
 * <p>A partition is counted by itself, without a repartition: time then goes on as in that partition alone, so that catching up
 * with partitions of very different length makes nothing late. A subject's window is the sum over the partitions.
 */
final class WindowCounter<T> implements Processor<byte[], Received<T>, byte[], byte[]> {

    private final WindowedSource<T> source;
    private final Windows windows;
    private final Unreadable unreadable;
    private ProcessorContext<byte[], byte[]> context;
    private OpenWindows open;

    @SuppressWarnings("NullAway.Init") // init comes before all else
    WindowCounter(WindowedSource<T> source, Windows windows, Unreadable unreadable) {
        this.source = source;
        this.windows = windows;
        this.unreadable = unreadable;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> given) {
        context = given;
        KeyValueStore<String, Figure> store = given.getStateStore(source.store());
        open = new OpenWindows(store);
        given.schedule(MonitorTopology.PUBLISH_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> open.takeChanged()
                .forEach(this::publish));
    }

    @Override
    public void process(Record<byte[], Received<T>> record) {
        record.value()
                .decoded()
                .<Runnable>match(
                        read -> () -> source.counting().of(read, record).ifPresent(found -> add(found, record)),
                        fault -> () -> unreadable.count(source.topic(), fault.reason()))
                .run();
    }

    private void add(Contribution contribution, Record<?, ?> record) {
        long streamTime = context.currentStreamTimeMs();
        open.close(start -> windows.isClosed(start, streamTime)).forEach(this::publish);
        long start = windows.startOf(record.timestamp());
        if (windows.isClosed(start, streamTime)) {
            Object nothing = FigureSums.nothingOf(contribution.counted());
            add(figure(contribution, nothing, windows.startOf(streamTime), 1));
        } else {
            add(figure(contribution, contribution.counted(), start, 0));
        }
    }

    private void add(Figure part) {
        Figure before = open.get(FigureKeys.of(part));
        open.put(before == null ? part : FigureSums.add(before, part));
    }

    private Figure figure(Contribution contribution, Object counted, long start, long late) {
        return new Figure(
                contribution.subject(),
                contribution.name(),
                context.taskId().partition(),
                Instant.ofEpochMilli(start),
                Instant.ofEpochMilli(windows.endOf(start)),
                late,
                counted);
    }

    private void publish(Figure figure) {
        context.forward(new Record<>(
                FigureKeys.of(figure).getBytes(StandardCharsets.UTF_8),
                RecordCodecs.figure().encode(figure),
                figure.getStart().toEpochMilli()));
    }
}
