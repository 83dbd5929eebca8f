package io.retort.cli.quickstart;

import io.retort.producer.source.PromptSource;
import io.retort.producer.source.ReadOutcome;
import io.retort.producer.source.ReadPosition;
import io.retort.producer.source.SourceReader;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * A source that gives no more than its teacher keeps up with. A file would be read in a moment, and each of its prompts then
 * wait for its turn in the topic: as if all had arrived at once, which says nothing about how fresh a student is.
 */
final class UnhurriedSource implements PromptSource {

    private final PromptSource whole;
    private final long mostWaiting;
    private final LongSupplier answered;

    /**
     * @param mostWaiting records given and not answered
     * @param answered records labelled, or refused by whomever, since the source was made
     */
    UnhurriedSource(PromptSource whole, long mostWaiting, LongSupplier answered) {
        this.whole = whole;
        this.mostWaiting = mostWaiting;
        this.answered = answered;
    }

    @Override
    public String id() {
        return whole.id();
    }

    @Override
    public SourceReader open(ReadPosition from) {
        return new Reader(whole.open(from));
    }

    @Override
    public boolean hasGrownBeyond(ReadPosition end) {
        return whole.hasGrownBeyond(end);
    }

    private final class Reader implements SourceReader {

        private final SourceReader reader;
        private long given;

        Reader(SourceReader reader) {
            this.reader = reader;
        }

        @Override
        public ReadOutcome next(Duration wait) {
            if (given - answered.getAsLong() >= mostWaiting) {
                LockSupport.parkNanos(wait.toNanos());
                return new ReadOutcome.Pending();
            }
            ReadOutcome outcome = reader.next(wait);
            // A refused one counts on both sides: whether a text is too long is only seen behind this source.
            given += outcome.<Integer>match(read -> 1, refused -> 1, pending -> 0, end -> 0);
            return outcome;
        }

        @Override
        public ReadPosition position() {
            return reader.position();
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
