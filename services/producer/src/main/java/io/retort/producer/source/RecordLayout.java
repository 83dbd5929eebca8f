package io.retort.producer.source;

import org.jspecify.annotations.Nullable;

/**
 * How records stand in a stream of bytes, and where in a record is what a prompt is made of.
 *
 * @param format how records stand
 * @param name the JSON field or CSV column that holds the text; null for plain text, and for JSON objects whose fields tell by
 *     their own names what they hold
 */
public record RecordLayout(RecordFormat format, @Nullable String name) {

    public RecordLayout {
        boolean nameless = name == null ? format == RecordFormat.CSV : name.isBlank();
        if (nameless) {
            throw new UnusableSourceException("records in " + format + " need the name of what holds the text");
        }
        if (format == RecordFormat.TEXT && name != null) {
            throw new UnusableSourceException("plain text has no fields, and '" + name + "' was asked for");
        }
    }

    /** A text a line. */
    public static RecordLayout text() {
        return new RecordLayout(RecordFormat.TEXT, null);
    }

    /** A JSON object a line: {@code text}, or {@code prompt} with or without {@code response}, or {@code messages}. */
    public static RecordLayout jsonPrompts() {
        return new RecordLayout(RecordFormat.JSON_LINES, null);
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

    /** What holds the content, in a format without a header. */
    ContentField field() {
        if (name != null) {
            return new JsonField(name);
        }
        return format == RecordFormat.JSON_LINES ? new JsonPrompt() : ContentField.wholeRecord();
    }

    /** What holds the content, in a format with one. */
    ContentField fieldBelow(String header, String sourceId) {
        return name == null ? ContentField.wholeRecord() : CsvColumn.named(name, header, sourceId);
    }
}
