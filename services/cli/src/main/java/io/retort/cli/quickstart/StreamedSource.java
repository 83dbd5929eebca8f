package io.retort.cli.quickstart;

import io.retort.producer.source.PromptSource;
import io.retort.producer.source.ReadOutcome;
import io.retort.producer.source.ReadPosition;
import io.retort.producer.source.SourceReader;
import java.time.Duration;

/** A source without what is held out, up to so many records. Ids and positions are the whole source's. */
final class StreamedSource implements PromptSource {

    private final PromptSource whole;
    private final HoldOut holdOut;
    private final long most;

    /** @param most records of the source to read, the held-out ones among them */
    StreamedSource(PromptSource whole, HoldOut holdOut, long most) {
        this.whole = whole;
        this.holdOut = holdOut;
        this.most = most;
    }

    @Override
    public String id() {
        return whole.id();
    }

    @Override
    public SourceReader open(ReadPosition from) {
        SourceReader reader = whole.open(from);
        return new SourceReader() {
            @Override
            public ReadOutcome next(Duration wait) {
                while (reader.position().records() < most) {
                    ReadOutcome outcome = reader.next(wait);
                    if (!(outcome instanceof ReadOutcome.Read read)
                            || !holdOut.holds(read.content().wording())) {
                        return outcome;
                    }
                }
                return new ReadOutcome.End();
            }

            @Override
            public ReadPosition position() {
                return reader.position();
            }

            @Override
            public void close() {
                reader.close();
            }
        };
    }

    @Override
    public boolean hasGrownBeyond(ReadPosition end) {
        return end.records() < most && whole.hasGrownBeyond(end);
    }
}
