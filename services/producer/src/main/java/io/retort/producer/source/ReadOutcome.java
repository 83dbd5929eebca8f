package io.retort.producer.source;

import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a source answered when asked for its next record. */
public sealed interface ReadOutcome {

    /** Answers with the function of this case. */
    <R> R match(
            Function<Read, R> read, Function<Refused, R> refused, Function<Pending, R> pending, Function<End, R> end);

    /**
     * What a prompt is made of.
     *
     * @param content none of its strings is blank, each is encodable in UTF-8
     * @param original the record as it came; of a file or the like, its id stands for the topic and the index for the offset
     */
    record Read(PromptContent content, ConsumerRecord<byte[], byte[]> original) implements ReadOutcome {
        @Override
        public <R> R match(
                Function<Read, R> read,
                Function<Refused, R> refused,
                Function<Pending, R> pending,
                Function<End, R> end) {
            return read.apply(this);
        }
    }

    /**
     * A record that can be no prompt.
     *
     * @param reason why, for counting
     * @param message why and which record, for people; never the record's content
     * @param original as in {@link Read}; a record too long to be kept is cut off, which the message says
     */
    record Refused(RefusalReason reason, String message, ConsumerRecord<byte[], byte[]> original)
            implements ReadOutcome {
        @Override
        public <R> R match(
                Function<Read, R> read,
                Function<Refused, R> refused,
                Function<Pending, R> pending,
                Function<End, R> end) {
            return refused.apply(this);
        }
    }

    /** Nothing at the moment: ask again. */
    record Pending() implements ReadOutcome {
        @Override
        public <R> R match(
                Function<Read, R> read,
                Function<Refused, R> refused,
                Function<Pending, R> pending,
                Function<End, R> end) {
            return pending.apply(this);
        }
    }

    /** There is no more to come. */
    record End() implements ReadOutcome {
        @Override
        public <R> R match(
                Function<Read, R> read,
                Function<Refused, R> refused,
                Function<Pending, R> pending,
                Function<End, R> end) {
            return end.apply(this);
        }
    }
}
