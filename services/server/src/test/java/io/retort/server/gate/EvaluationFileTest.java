package io.retort.server.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retort.learning.classifier.TextClassifierPredictor;
import io.retort.learning.student.Example;
import io.retort.server.TellingCheckpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationFileTest {

    private static final String GOOD = "{\"text\": \"a\", \"label\": \"class 1\"}";

    @TempDir
    Path directory;

    @Test
    void shouldReadProbabilitiesAndNames() throws IOException {
        List<Example> examples = examples(
                "{\"text\": \"where is it\", \"label\": {\"class 2\": 0.75, \"class 0\": 0.25, \"class 3\": 0}}",
                "",
                "{\"text\": \"I lost it\", \"label\": \"class 7\", \"temperature\": 0.1}");

        Example soft = examples.get(0);
        assertThat(soft.text()).isEqualTo("where is it");
        assertThat(soft.targets().get(0).ids()).containsExactly(0, 2);
        assertThat(Math.exp(soft.targets().get(0).logProbabilities()[1])).isCloseTo(0.75, within(1e-6));
        assertThat(examples.get(1).targets().get(0).mostLikely()).isEqualTo(7);
        assertThat(examples.get(1).temperature()).isEqualTo(0.1f);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\": \"secret\"                              | line 2: not JSON",
                "{\"text\": \"secret\", \"label\": {\"class 1\": 0.5}}  | line 2: the label's probabilities sum to 0.5",
                "{\"text\": \"secret\"}                             | line 2: the label's probabilities sum to 0.0",
                "{\"text\": \"secret\", \"label\": {\"class 1\": \"1\"}} | line 2: the probability of 'class 1'",
                "{\"text\": \"secret\", \"label\": {\"class 1\": 2}}    | line 2: the probability of 'class 1'",
                "{\"label\": \"class 1\"}                           | line 2: no text",
                "{\"text\": \"secret\", \"lable\": \"class 1\"}         | line 2: unknown key 'lable'",
                "{\"text\": \"secret\", \"label\": \"class 9\"}         | line 2: 'class 9' is none of the student's classes",
                "{\"text\": \"secret\", \"label\": \"class 1\", \"temperature\": 0} | line 2: temperature is 0"
            })
    void shouldSayWhatIsWrongWithALineAndNotWhatItsTextIs(String line, String message) {
        assertThatThrownBy(() -> examples(GOOD, line))
                .isInstanceOf(UnusableEvaluationException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("secret");
    }

    @Test
    void shouldRefuseASinglePromptAndAFileThatIsNotThere() {
        assertThatThrownBy(() -> examples(GOOD)).hasMessageContaining("1 prompts; allowed: at least 2");
        assertThatThrownBy(() -> EvaluationFile.read(directory.resolve("missing")))
                .hasMessageEndingWith("missing: does not exist");
    }

    private List<Example> examples(String... lines) throws IOException {
        Path file = Files.write(directory.resolve("prompts.jsonl"), List.of(lines));
        TellingCheckpoints checkpoints = new TellingCheckpoints(directory);
        checkpoints.write(1);
        return EvaluationFile.read(file)
                .examples(new JudgedTextClassifier(TextClassifierPredictor.load(checkpoints.directory(1))));
    }
}
