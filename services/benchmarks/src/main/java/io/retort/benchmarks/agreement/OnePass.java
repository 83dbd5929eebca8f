package io.retort.benchmarks.agreement;

import io.retort.benchmarks.LabelRecords;
import io.retort.benchmarks.LabelledText;
import io.retort.benchmarks.OnlineStudent;
import io.retort.benchmarks.TemporaryDirectory;
import io.retort.learning.classifier.TextClassifierPredictor;
import io.retort.learning.student.ExampleScore;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.Step;
import io.retort.trainer.settings.RehearsalSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A student after one pass over the stream.
 *
 * @param prequential agreement on texts of the stream not seen before, each before it was learned from
 * @param agreement on what was held out
 * @param kl mean forward KL divergence there, in nats
 * @param coverage at {@link #WANTED} agreement, threshold fixed on one half of what was held out, taken on the other
 * @param modelBytes size of the model's file
 * @param numerics what it was computed on
 */
record OnePass(double prequential, double agreement, double kl, Coverage coverage, long modelBytes, String numerics) {

    /** Agreement the student shall have where it answers alone. */
    static final double WANTED = 0.98;

    private static final int BATCH = 64;

    static OnePass of(
            List<LabelledText> stream,
            List<LabelledText> heldOut,
            LabelRecords records,
            LabelSpace labelSpace,
            float temperature,
            RehearsalSettings rehearsal,
            long seed)
            throws IOException {
        try (OnlineStudent student = new OnlineStudent(labelSpace, rehearsal, seed);
                TemporaryDirectory directory = TemporaryDirectory.create()) {
            double prequential = learn(student, stream, records);
            List<ExampleScore> scores = student.score(heldOut, temperature);
            student.writeTo(directory.path());
            return new OnePass(
                    prequential,
                    mean(scores.stream().mapToDouble(score -> score.agreed()).toArray()),
                    mean(scores.stream().mapToDouble(ExampleScore::loss).toArray()),
                    coverage(directory.path(), heldOut),
                    Files.size(directory.path().resolve("model.safetensors")),
                    student.numerics());
        }
    }

    private static double learn(OnlineStudent student, List<LabelledText> stream, LabelRecords records) {
        long novel = 0;
        long agreed = 0;
        for (int from = 0; from < stream.size(); from += BATCH) {
            List<byte[]> labels = new ArrayList<>(BATCH);
            for (int i = from; i < Math.min(stream.size(), from + BATCH); i++) {
                labels.add(records.value(stream.get(i), i));
            }
            Step step = student.learn(labels);
            novel += step.getNovel();
            agreed += step.getNovelAgreed();
        }
        return (double) agreed / novel;
    }

    /** As served: by the predictor, from the model's files. */
    private static Coverage coverage(Path model, List<LabelledText> heldOut) throws IOException {
        TextClassifierPredictor predictor = TextClassifierPredictor.load(model);
        List<Answer> answers =
                heldOut.stream().map(one -> answer(predictor, one)).toList();
        int half = answers.size() / 2;
        float threshold = Coverage.threshold(answers.subList(0, half), WANTED);
        return Coverage.at(threshold, answers.subList(half, answers.size()));
    }

    private static Answer answer(TextClassifierPredictor predictor, LabelledText one) {
        float[] probabilities = predictor.probabilities(one.text());
        int best = 0;
        for (int c = 1; c < probabilities.length; c++) {
            best = probabilities[c] > probabilities[best] ? c : best;
        }
        return new Answer(probabilities[best], best == one.mostLikely());
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
