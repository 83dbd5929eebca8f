package io.retort.producer.source;

import java.nio.file.Path;
import java.util.Locale;

/** How records stand in a stream of bytes. */
public enum RecordFormat {
    /** A JSON object a line. */
    JSON_LINES,
    /** Comma-separated values (RFC 4180) below a header; a quoted field may hold line breaks. */
    CSV,
    /** A text a line. */
    TEXT;

    /** The format that a file's name suggests: {@code .jsonl}, {@code .ndjson}, {@code .json}; {@code .csv}; else text. */
    public static RecordFormat of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".jsonl") || name.endsWith(".ndjson") || name.endsWith(".json")) {
            return JSON_LINES;
        }
        return name.endsWith(".csv") ? CSV : TEXT;
    }
}
