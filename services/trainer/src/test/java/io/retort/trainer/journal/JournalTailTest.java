package io.retort.trainer.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.schemas.record.JournalEntry;
import io.retort.schemas.record.NextOffset;
import io.retort.schemas.record.Refusal;
import io.retort.schemas.record.Segment;
import io.retort.schemas.record.Sha256;
import io.retort.schemas.record.Step;
import io.retort.schemas.record.Tile;
import io.retort.schemas.serde.Decoded;
import io.retort.schemas.serde.RecordCodecs;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JournalTailTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00.123456Z");
    private static final Segment SEGMENT =
            new Segment("java/strict/1", "{}", "cluster", "topic", List.of(new NextOffset(0, 5L)));

    @Test
    void shouldChainASegmentAndStepsFromTheBeginning() {
        JournalTail tail = JournalTail.beginning("s");

        JournalEntry segment = tail.next(SEGMENT, NOW);
        assertThat(tail.isFollowedBy(segment)).isTrue();
        JournalTail afterSegment = tail.after(segment);
        JournalEntry step = afterSegment.next(step(), NOW);
        assertThat(afterSegment.isFollowedBy(step)).isTrue();

        assertThat(segment.getNumber()).isZero();
        assertThat(segment.getStep()).isZero();
        assertThat(step.getNumber()).isOne();
        assertThat(step.getStep()).isOne();
        assertThat(tail.isFollowedBy(step)).as("one left out").isFalse();
    }

    @Test
    void shouldKeepTheChainThroughTheWire() {
        JournalTail tail = JournalTail.beginning("s");
        JournalEntry entry = tail.next(step(), NOW);

        Decoded<JournalEntry> read =
                RecordCodecs.journalEntry().decode(RecordCodecs.journalEntry().encode(entry));

        assertThat(read.<Boolean>match(tail::isFollowedBy, unreadable -> false)).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void shouldNoticeAChangeOf(String field, UnaryOperator<JournalEntry> change) {
        JournalTail tail = JournalTail.beginning("s");
        JournalEntry entry = tail.next(step(), NOW);
        JournalEntry changed = change.apply(entry);

        assertThat(tail.isFollowedBy(changed)).as(field).isFalse();
    }

    static Stream<Arguments> changes() {
        Step other = step(tile(0, 9, "not-avro"));
        Step otherReason = step(tile(0, 10, "label-space"));
        return Stream.of(
                change("student", e -> new JournalEntry("t", 0L, 1L, e.getChain(), e.getWrittenAt(), e.getBody())),
                change("number", e -> new JournalEntry("s", 2L, 1L, e.getChain(), e.getWrittenAt(), e.getBody())),
                change("step", e -> new JournalEntry("s", 0L, 2L, e.getChain(), e.getWrittenAt(), e.getBody())),
                change("time", e -> new JournalEntry("s", 0L, 1L, e.getChain(), Instant.EPOCH, e.getBody())),
                change("body", e -> new JournalEntry("s", 0L, 1L, e.getChain(), e.getWrittenAt(), SEGMENT)),
                change("tile", e -> new JournalEntry("s", 0L, 1L, e.getChain(), e.getWrittenAt(), other)),
                change("refusal", e -> new JournalEntry("s", 0L, 1L, e.getChain(), e.getWrittenAt(), otherReason)));
    }

    private static Arguments change(String field, UnaryOperator<JournalEntry> change) {
        return Arguments.of(field, change);
    }

    private static Step step() {
        return step(tile(0, 10, "not-avro"));
    }

    private static Step step(Tile tile) {
        return new Step(
                List.of(tile), 3, 3, 0.5, 2, 3, 3, 0.5, 2, null, List.of(), List.of(3), 0, 7L, Instant.ofEpochMilli(9));
    }

    private static Tile tile(long from, long to, String reason) {
        return new Tile(0, from, to, 4, new Sha256(new byte[32]), List.of(new Refusal(from, reason)));
    }
}
