package io.retort.producer.source;

import org.jspecify.annotations.Nullable;

/**
 * How records stand in a stream of bytes, and where in a record its text is.
 *
 * @param format how records stand
 * @param name the JSON field or CSV column that holds the text; null for a format that needs none
 */
public record RecordLayout(RecordFormat format, @Nullable String name) {

    public RecordLayout {
        boolean needsName = format != RecordFormat.TEXT;
        if (needsName && (name == null || name.isBlank())) {
            throw new UnusableSourceException(
                    "records in " + format + " need the name of the field that holds the text");
        }
        if (!needsName && name != null) {
            throw new UnusableSourceException("plain text has no fields, and '" + name + "' was asked for");
        }
    }

    /** A text a line. */
    public static RecordLayout text() {
        return new RecordLayout(RecordFormat.TEXT, null);
    }

    /** A JSON object a line, with the text in this field; a name that begins with a slash is a JSON pointer. */
    public static RecordLayout jsonLines(String field) {
        return new RecordLayout(RecordFormat.JSON_LINES, field);
    }

    /** Comma-separated values with the text in this column. */
    public static RecordLayout csv(String column) {
        return new RecordLayout(RecordFormat.CSV, column);
    }

    RecordCutter cutter() {
        return hasHeader() ? RecordCutter.CSV : RecordCutter.LINES;
    }

    boolean hasHeader() {
        return format == RecordFormat.CSV;
    }

    /** Where the text is, in a format without a header. */
    TextField field() {
        return name == null ? TextField.wholeRecord() : new JsonField(name);
    }

    /** Where the text is, in a format with one. */
    TextField fieldBelow(String header, String sourceId) {
        return name == null ? TextField.wholeRecord() : CsvColumn.named(name, header, sourceId);
    }
}
