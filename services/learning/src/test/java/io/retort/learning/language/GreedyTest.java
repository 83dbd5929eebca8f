package io.retort.learning.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.learning.huggingface.ModelDirectory;
import io.retort.learning.torch.TorchEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real model against transformers: greedy.json, by greedy_fixtures.py. */
class GreedyTest {

    private static final double NEAR = 1e-3; // two logits this close may change places by rounding
    private static final Path MODEL =
            Path.of(System.getProperty("user.home"), ".cache", "retort", "smollm2-135m-instruct");

    @BeforeEach
    void requireTheModel() {
        assumeTrue(Files.isDirectory(MODEL), () -> "skipped: no model in " + MODEL);
    }

    @Test
    void shouldContinuePromptsAsTransformersDoes() throws IOException {
        List<JsonNode> cases = cases();
        try (ModelDirectory directory = ModelDirectory.open(MODEL);
                LanguageModel model = LanguageModel.load(directory, TorchEngine.start(1), Precision.FLOAT32);
                Decoding decoding = new Decoding(
                        model,
                        Set.of(), // as in the fixture, nothing ends a sequence before its length
                        () -> new StreamedText(directory.tokenizer().stream()))) {
            List<GeneratedSequence> sequences = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            for (JsonNode prompt : cases) {
                int length = prompt.get("continuation").size();
                sequences.add(decoding.begin(integers(prompt.get("prompt")), SamplingSettings.greedy(length)));
            }
            while (decoding.running() > 0) {
                decoding.step().stream()
                        .filter(outcome -> outcome.sequence() == sequences.get(0))
                        .forEach(outcome -> text.append(outcome.text()));
            }

            assertThat(cases).hasSize(20);
            for (int i = 0; i < cases.size(); i++) {
                assertSameUpToRounding(i, sequences.get(i).tokens(), cases.get(i));
            }
            assertThat(text).contains("Paris");
        }
    }

    private static void assertSameUpToRounding(int number, int[] tokens, JsonNode expected) {
        int[] continuation = integers(expected.get("continuation"));
        int difference = Arrays.mismatch(tokens, continuation);
        if (difference >= 0) {
            double gap = expected.get("gaps").get(difference).asDouble();
            System.out.println("prompt " + number + " differs at token " + difference + ", where the gap is " + gap);
            assertThat(gap).as("prompt %d, token %d", number, difference).isLessThan(NEAR);
        }
    }

    private static List<JsonNode> cases() throws IOException {
        try (InputStream stream = GreedyTest.class.getResourceAsStream("greedy.json")) {
            JsonNode cases = new ObjectMapper().readTree(stream).get("cases");
            return StreamSupport.stream(cases.spliterator(), false).toList();
        }
    }

    private static int[] integers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }
}
