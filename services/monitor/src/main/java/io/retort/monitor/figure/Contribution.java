package io.retort.monitor.figure;

import io.retort.schemas.record.FigureSubject;

/**
 * What one record adds to a subject's window.
 *
 * @param name of the subject; see {@code Figure}
 * @param counted the counts of this record alone, one of the kinds of {@code Figure.counted}
 */
public record Contribution(FigureSubject subject, String name, Object counted) {}
