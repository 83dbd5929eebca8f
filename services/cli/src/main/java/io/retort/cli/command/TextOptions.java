package io.retort.cli.command;

import io.retort.cli.UserMistake;
import io.retort.producer.source.RecordFormat;
import io.retort.producer.source.RecordLayout;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where in an input its prompts are. */
final class TextOptions {

    @Option(
            names = "--field",
            paramLabel = "F",
            description =
                    "JSON field (or pointer, such as /body/text) or CSV column that holds the text. Not needed for JSON"
                            + " objects with text, with prompt and perhaps response, or with messages.")
    private @Nullable String field;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "json-lines, csv or text (default: by the file's name; json-lines where a --field is given"
                    + " without one).")
    private @Nullable String format;

    /** @param suggested the format by the input's name */
    RecordLayout layout(RecordFormat suggested) {
        RecordFormat chosen = format == null ? fallback(suggested) : parse(format);
        if (chosen == RecordFormat.CSV && field == null) {
            throw new UserMistake("--field is needed: which column holds the text?");
        }
        if (chosen == RecordFormat.TEXT && field != null) {
            throw new UserMistake("--field " + field + ": plain text has no fields");
        }
        return new RecordLayout(chosen, field);
    }

    private RecordFormat fallback(RecordFormat suggested) {
        return suggested == RecordFormat.TEXT && field != null ? RecordFormat.JSON_LINES : suggested;
    }

    private static RecordFormat parse(String format) {
        for (RecordFormat one : RecordFormat.values()) {
            if (one.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(format)) {
                return one;
            }
        }
        throw new UserMistake("--format is " + format + "; allowed: json-lines, csv or text");
    }
}
