package io.retort.cli.quickstart;

import io.retort.producer.source.PromptContent;
import io.retort.producer.source.PromptSource;
import io.retort.producer.source.ReadOutcome;
import io.retort.producer.source.ReadPosition;
import io.retort.producer.source.SourceReader;
import java.time.Duration;
import java.util.function.Consumer;

/** Reads the prompts of a source that has an end. */
public final class SourcePrompts {

    private static final Duration WAIT = Duration.ofMillis(100);

    private SourcePrompts() {}

    /** Each record that could be a prompt, in order. */
    public static void forEach(PromptSource source, Consumer<PromptContent> visitor) {
        try (SourceReader reader = source.open(ReadPosition.START)) {
            boolean more = true;
            while (more) {
                ReadOutcome outcome = reader.next(WAIT);
                if (outcome instanceof ReadOutcome.Read read) {
                    visitor.accept(read.content());
                }
                more = !(outcome instanceof ReadOutcome.End);
            }
        }
    }
}
