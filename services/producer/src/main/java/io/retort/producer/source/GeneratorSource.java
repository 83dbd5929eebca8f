package io.retort.producer.source;

import io.retort.producer.generator.PromptGenerator;
import io.retort.schemas.record.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The bundled generator's first messages. With a larger count than before it goes on where it ended. */
public final class GeneratorSource implements PromptSource {

    private final long seed;
    private final long count;

    /**
     * @param seed which messages
     * @param count how many, at least 1
     */
    public GeneratorSource(long seed, long count) {
        if (count < 1) {
            throw new UnusableSourceException("the generator was asked for " + count + " prompts; allowed: 1 or more");
        }
        this.seed = seed;
        this.count = count;
    }

    @Override
    public String id() {
        return "generator:" + seed;
    }

    @Override
    public SourceReader open(ReadPosition from) {
        Sha256 fingerprint = PromptGenerator.fingerprint();
        if (!from.isStart() && !fingerprint.equals(from.prefixHash())) {
            throw new UnusableSourceException(id() + " has changed: " + from.records()
                    + " prompts were made by another release's generator. Choose another seed to begin anew.");
        }
        return new Reader(from.records(), fingerprint);
    }

    @Override
    public boolean hasGrownBeyond(ReadPosition end) {
        return count > end.records();
    }

    private final class Reader implements SourceReader {

        private final PromptGenerator generator = PromptGenerator.stream(seed);
        private final Sha256 fingerprint;
        private long next;

        Reader(long next, Sha256 fingerprint) {
            this.next = next;
            this.fingerprint = fingerprint;
        }

        @Override
        public ReadOutcome next(Duration wait) {
            if (next >= count) {
                return new ReadOutcome.End();
            }
            String text = generator.prompt(next).text();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return new ReadOutcome.Read(PromptContent.text(text), Originals.of(id(), next++, bytes));
        }

        @Override
        public ReadPosition position() {
            return new ReadPosition(next, 0, fingerprint);
        }

        @Override
        public void close() {}
    }
}
