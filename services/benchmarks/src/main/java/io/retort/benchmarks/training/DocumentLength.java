package io.retort.benchmarks.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How long a document is.
 *
 * @param unlabelled tokens at its beginning, at least 1
 * @param labelled tokens behind them
 */
record DocumentLength(int unlabelled, int labelled) {

    private static final String RESOURCE = "answer-lengths.txt";

    /** Of a real language model's answers to a support desk's messages. */
    static List<DocumentLength> ofRealAnswers() {
        try (InputStream in = DocumentLength.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("resource " + RESOURCE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(DocumentLength::parsed)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + RESOURCE, e);
        }
    }

    int tokens() {
        return unlabelled + labelled;
    }

    private static DocumentLength parsed(String line) {
        String[] numbers = line.split(" ", 2);
        return new DocumentLength(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }
}
