package io.retort.learning.language.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.huggingface.WeightType;
import io.retort.learning.language.Formula;
import io.retort.learning.student.Example;
import io.retort.learning.student.TokenSequence;
import io.retort.learning.student.TokenSpan;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.Draws;
import io.retort.schemas.record.Support;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** One way of training of training.json, with the batches of src/test/python/training_fixtures.py. */
final class TrainingCase {

    private static final int SUPPORT = 6;
    private static final int[] COUNTS = {3, 1, 1, 1, 1, 1};
    private static final int[][] DOCUMENTS = {{5, 1}, {12, 4}, {9, 2}, {12, 1}}; // tokens, first labelled token
    private static final int STRIDE = 7;
    private static final double TAIL = 0.25;
    private static final int MICRO_BATCH_TOKENS = 24; // makes the four documents two micro-batches

    private final JsonNode json;

    private TrainingCase(JsonNode json) {
        this.json = json;
    }

    static List<TrainingCase> all() throws IOException {
        try (InputStream stream = TrainingCase.class.getResourceAsStream("training.json")) {
            JsonNode cases = new ObjectMapper().readTree(stream).get("cases");
            return StreamSupport.stream(cases.spliterator(), false)
                    .map(TrainingCase::new)
                    .toList();
        }
    }

    ModelConfiguration configuration() {
        return TinyModel.configuration(
                json.get("tied").asBoolean(), json.get("biases").asBoolean());
    }

    LanguageStudentSettings settings() {
        return new LanguageStudentSettings(
                loss(),
                (float) json.get("crossEntropyWeight").asDouble(),
                Optional.empty(),
                new LearningRate(3e-3f, 5, Optional.empty()),
                new OptimizerSettings(0.1f, 0.5f, 0.9f, 0.95f),
                MICRO_BATCH_TOKENS,
                0,
                WeightType.F32,
                TrainableTensors.ALL,
                1);
    }

    /** What PyTorch's loss was at each step. */
    double[] losses() {
        return StreamSupport.stream(json.get("losses").spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    List<Example> batch(int step) {
        return IntStream.range(0, DOCUMENTS.length)
                .mapToObj(document -> example(step, document))
                .toList();
    }

    private Example example(int step, int number) {
        int length = DOCUMENTS[number][0];
        int first = DOCUMENTS[number][1];
        int[] ids = Formula.tokens(length, 10_000 + 100 * step + number, TinyModel.VOCABULARY);
        List<Distribution> targets = new ArrayList<>();
        for (int index = first; index < length && support() != Support.TEXT; index++) {
            targets.add(target(100_000 + 100 * (100 * step + 10 * number) + 2 * index));
        }
        return new Example(
                "",
                new TokenSequence(ids, List.of(new TokenSpan(first, length))),
                (float) json.get("temperature").asDouble(),
                support(),
                targets);
    }

    private Distribution target(int stream) {
        if (support() == Support.FULL) {
            int[] ids = IntStream.range(0, TinyModel.VOCABULARY).toArray();
            return new Distribution(ids, logSoftmax(ids.length, stream, 0), Float.NEGATIVE_INFINITY);
        }
        int begin = Formula.tokens(1, stream, TinyModel.VOCABULARY)[0];
        int[] ids = IntStream.range(0, SUPPORT)
                .map(i -> (begin + STRIDE * i) % TinyModel.VOCABULARY)
                .sorted()
                .toArray();
        if (support() == Support.SAMPLED) {
            return Distribution.ofDraws(
                    ids, COUNTS, new Draws(Arrays.stream(COUNTS).sum(), 1.5f, ids[0], -1));
        }
        return new Distribution(ids, logSoftmax(SUPPORT, stream + 1, TAIL), (float) Math.log(TAIL));
    }

    private static float[] logSoftmax(int count, int stream, double tail) {
        double[] scores = new double[count];
        Arrays.setAll(scores, i -> 3 * Formula.uniform(i, stream));
        double logSum = Math.log(Arrays.stream(scores).map(Math::exp).sum());
        float[] logProbabilities = new float[count];
        for (int i = 0; i < count; i++) {
            logProbabilities[i] = (float) (scores[i] - logSum + Math.log1p(-tail));
        }
        return logProbabilities;
    }

    private DistillationLoss loss() {
        return switch (json.get("loss").asText()) {
            case "forward-kl" -> new DistillationLoss.ForwardKl();
            case "reverse-kl" -> new DistillationLoss.ReverseKl();
            default ->
                new DistillationLoss.JensenShannon((float) json.get("beta").asDouble());
        };
    }

    private Support support() {
        return Support.valueOf(json.get("support").asText());
    }

    @Override
    public String toString() {
        return json.get("name").asText();
    }
}
