package io.retort.monitor.figure;

import io.retort.schemas.record.CheckpointFigures;
import io.retort.schemas.record.Figure;
import java.util.Locale;

/** Keys of the figures topic: equal for what replaces each other. */
public final class FigureKeys {

    private FigureKeys() {}

    public static String of(Figure figure) {
        String subject = figure.getSubject().name().toLowerCase(Locale.ROOT).replace('_', '-');
        if (figure.getCounted() instanceof CheckpointFigures checkpoint) {
            return subject + "/" + figure.getName() + "/" + checkpoint.getId();
        }
        return subject + "/" + figure.getName() + "/" + figure.getStart().toEpochMilli() + "/" + figure.getPartition();
    }
}
