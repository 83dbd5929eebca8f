package io.retort.producer.source;

import java.io.IOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A column of comma-separated values.
 *
 * @param index which, from 0
 * @param columns how many the header has: a row with more or fewer is not cut right, and its text might not be all of it
 */
record CsvColumn(int index, int columns) implements ContentField {

    /**
     * The column with this name.
     *
     * @param header the file's first record
     * @throws UnusableSourceException if it has no such column, or several
     */
    static CsvColumn named(String column, String header, String sourceId) {
        List<String> names;
        try {
            names = parse(header).stream().map(String::strip).toList();
        } catch (IOException e) {
            throw new UnusableSourceException(sourceId + " has a first line that is no CSV header", e);
        }
        int index = names.indexOf(column);
        if (index < 0 || index != names.lastIndexOf(column)) {
            throw new UnusableSourceException(sourceId + " has " + (index < 0 ? "no" : "more than one") + " column '"
                    + column + "'; its header names: " + String.join(", ", names));
        }
        return new CsvColumn(index, names.size());
    }

    @Override
    public Extraction contentOf(String record) {
        if (record.isEmpty()) {
            return Extraction.text("");
        }
        try {
            List<String> values = parse(record);
            return values.size() == columns
                    ? Extraction.text(values.get(index))
                    : new Extraction.Fault(
                            RefusalReason.MALFORMED_CSV,
                            "has " + values.size() + " columns; the header has " + columns);
        } catch (IOException e) {
            return new Extraction.Fault(RefusalReason.MALFORMED_CSV, "is not one record of comma-separated values");
        }
    }

    private static List<String> parse(String record) throws IOException {
        try (CSVParser parser = CSVParser.parse(record, CSVFormat.RFC4180)) {
            List<CSVRecord> records = parser.getRecords();
            if (records.size() != 1) {
                throw new IOException(records.size() + " records");
            }
            return records.get(0).toList();
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
