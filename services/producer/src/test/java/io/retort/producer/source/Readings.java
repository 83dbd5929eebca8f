package io.retort.producer.source;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads a source to its end, or so many records of it, and says in a line what each was. */
final class Readings {

    private Readings() {}

    static List<String> all(SourceReader reader) {
        return some(reader, Integer.MAX_VALUE);
    }

    static List<String> some(SourceReader reader, int count) {
        List<String> lines = new ArrayList<>();
        boolean[] ended = {false};
        while (lines.size() < count && !ended[0]) {
            reader.next(Duration.ofMillis(10))
                    .<Runnable>match(
                            read -> () -> lines.add(read.content().wording()),
                            refused -> () -> lines.add(refused.reason() + ": "
                                    + new String(refused.original().value(), StandardCharsets.ISO_8859_1)),
                            pending -> () -> {},
                            end -> () -> ended[0] = true)
                    .run();
        }
        return lines;
    }
}
