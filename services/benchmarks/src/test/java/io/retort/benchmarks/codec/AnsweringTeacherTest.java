package io.retort.benchmarks.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retort.testing.language.TinyTeacher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnsweringTeacherTest {

    private static final List<String> MESSAGES = List.of(
            "Where is my parcel?",
            "My password does not work, please hurry.",
            "Hi, I want to return the kettle.",
            "Good morning, cancel my order A12345.",
            "I was charged twice for the laptop.",
            "The wrong jacket came.",
            "How much is left on my gift card?",
            "I need an invoice.");

    @TempDir
    private Path directory;

    @Test
    void shouldBeAsSurprisedByItsAnswersAsItsDistributionsSay() throws IOException {
        double surprise = 0;
        double entropy = 0;
        int positions = 0;
        try (AnsweringTeacher teacher = AnsweringTeacher.open(TinyTeacher.writeTo(directory.resolve("tiny")), 32, 1)) {
            List<Answer> answers = teacher.answers(MESSAGES);
            List<List<float[]>> logProbabilities = teacher.logProbabilities(answers);
            assertThat(answers).hasSameSizeAs(MESSAGES);
            for (int i = 0; i < answers.size(); i++) {
                int[] labelled = answers.get(i).tokens().labelledIndices();
                for (int j = 0; j < labelled.length; j++) {
                    float[] row = logProbabilities.get(i).get(j);
                    surprise -= row[answers.get(i).tokens().ids()[labelled[j]]];
                    entropy += entropy(row);
                    positions++;
                }
            }
        }

        // One position off, and the answers surprise it by several nats a token; by chance the two differ by less than
        // 0.1.
        assertThat(surprise / positions).isCloseTo(entropy / positions, within(0.3));
    }

    private static double entropy(float[] logProbabilities) {
        double sum = 0;
        for (float logProbability : logProbabilities) {
            sum -= Math.exp(logProbability) * logProbability;
        }
        return sum;
    }
}
