package io.retort.benchmarks.agreement;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A message of Banking77.
 *
 * @param text what the customer wrote
 * @param category the intent people gave it
 */
record Message(String text, String category) {

    /** Reads comma-separated values with a header that names {@code text} and {@code category}. */
    static List<Message> read(Path file) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        List<Message> messages = new ArrayList<>();
        try (CSVParser records = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
            for (CSVRecord record : records) {
                messages.add(new Message(record.get("text"), record.get("category")));
            }
        }
        return messages;
    }
}
