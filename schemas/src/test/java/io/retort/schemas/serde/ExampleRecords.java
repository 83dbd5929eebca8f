package io.retort.schemas.serde;

import io.retort.schemas.record.Prompt;
import java.time.Instant;

/** One record of each kind, with no field at its default. */
final class ExampleRecords {

    static final Instant TIME = Instant.parse("2026-11-01T12:34:56.789Z");

    private ExampleRecords() {}

    static Prompt prompt() {
        return Prompt.newBuilder()
                .setId("p-1")
                .setSourceId("file:/data/messages.jsonl")
                .setSourceIndex(41)
                .setText("where is my card\u2026 \uD83D\uDE00?")
                .setArrivedAt(TIME)
                .build();
    }
}
