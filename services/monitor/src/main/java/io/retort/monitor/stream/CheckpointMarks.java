package io.retort.monitor.stream;

import io.retort.monitor.figure.FigureKeys;
import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.record.CheckpointFigures;
import io.retort.schemas.record.Figure;
import io.retort.schemas.record.FigureSubject;
import io.retort.schemas.serde.Decoded;
import io.retort.schemas.serde.RecordCodecs;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Keeps that a checkpoint was announced, beyond its retirement. */
final class CheckpointMarks extends ContextualProcessor<byte[], Received<Checkpoint>, byte[], byte[]> {

    private final String topic;
    private final Unreadable unreadable;

    CheckpointMarks(String topic, Unreadable unreadable) {
        this.topic = topic;
        this.unreadable = unreadable;
    }

    @Override
    public void process(Record<byte[], Received<Checkpoint>> record) {
        record.value()
                .decoded()
                .<Runnable>match(read -> () -> publish(read), fault -> () -> skip(fault))
                .run();
    }

    private void publish(Checkpoint checkpoint) {
        Figure figure = new Figure(
                FigureSubject.CHECKPOINT,
                checkpoint.getStudent(),
                context().taskId().partition(),
                checkpoint.getWrittenAt(),
                checkpoint.getWrittenAt(),
                0L,
                new CheckpointFigures(
                        checkpoint.getId(),
                        checkpoint.getStep(),
                        checkpoint.getLabelSpace(),
                        checkpoint.getPrequential()));
        context()
                .forward(new Record<>(
                        FigureKeys.of(figure).getBytes(StandardCharsets.UTF_8),
                        RecordCodecs.figure().encode(figure),
                        checkpoint.getWrittenAt().toEpochMilli()));
    }

    private void skip(Decoded.Unreadable<Checkpoint> fault) {
        if (!fault.reason().equals(Decoded.Unreadable.NO_VALUE)) { // a tombstone: the checkpoint's files are gone
            unreadable.count(topic, fault.reason());
        }
    }
}
