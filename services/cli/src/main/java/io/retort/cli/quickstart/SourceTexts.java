package io.retort.cli.quickstart;

import io.retort.producer.source.PromptSource;
import io.retort.producer.source.ReadOutcome;
import io.retort.producer.source.ReadPosition;
import io.retort.producer.source.SourceReader;
import java.time.Duration;
import java.util.function.Consumer;

/** Reads the texts of a source that has an end. */
public final class SourceTexts {

    private static final Duration WAIT = Duration.ofMillis(100);

    private SourceTexts() {}

    /** Each text that could be a prompt, in order; what is a chat is left out. */
    public static void forEach(PromptSource source, Consumer<String> visitor) {
        try (SourceReader reader = source.open(ReadPosition.START)) {
            boolean more = true;
            while (more) {
                ReadOutcome outcome = reader.next(WAIT);
                if (outcome instanceof ReadOutcome.Read read && !read.content().isChat()) {
                    visitor.accept(read.content().text());
                }
                more = !(outcome instanceof ReadOutcome.End);
            }
        }
    }
}
