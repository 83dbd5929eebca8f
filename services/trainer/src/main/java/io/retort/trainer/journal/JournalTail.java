package io.retort.trainer.journal;

import io.retort.schemas.record.JournalEntry;
import io.retort.schemas.record.Segment;
import io.retort.schemas.record.Sha256;
import io.retort.schemas.record.Step;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where a journal ends: the last entry's number, step and chain. Each entry gives the next tail.
 *
 * @param student whose journal
 * @param number of the last entry; -1 before the first
 * @param step training steps done after it
 * @param chain its chain
 */
public record JournalTail(String student, long number, long step, Sha256 chain) {

    public static JournalTail beginning(String student) {
        return new JournalTail(student, -1, 0, JournalChain.ORIGIN);
    }

    public JournalEntry next(Segment segment, Instant now) {
        return next(step, segment, now.truncatedTo(ChronoUnit.MILLIS));
    }

    public JournalEntry next(Step body, Instant now) {
        return next(step + 1, body, now.truncatedTo(ChronoUnit.MILLIS));
    }

    /** The tail after an entry, whether made here or read. */
    public JournalTail after(JournalEntry entry) {
        return new JournalTail(student, entry.getNumber(), entry.getStep(), entry.getChain());
    }

    /** Whether the entry follows this tail: the next number, the right step, a chain that holds. */
    public boolean isFollowedBy(JournalEntry entry) {
        long expectedStep = entry.getBody() instanceof Step ? step + 1 : step;
        return entry.getNumber() == number + 1
                && entry.getStep() == expectedStep
                && entry.getChain().equals(JournalChain.of(chain, entry));
    }

    private JournalEntry next(long stepsDone, Object body, Instant now) {
        Sha256 next = JournalChain.of(chain, new JournalEntry(student, number + 1, stepsDone, chain, now, body));
        return new JournalEntry(student, number + 1, stepsDone, next, now, body);
    }
}
