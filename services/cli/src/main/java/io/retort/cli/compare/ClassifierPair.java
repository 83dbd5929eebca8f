package io.retort.cli.compare;

import io.retort.learning.classifier.TextClassifierPredictor;
import io.retort.learning.labelspace.ClassSet;
import io.retort.producer.source.PromptContent;
import io.retort.teacher.Teacher;
import io.retort.teacher.encoder.ZeroShotEncoder;
import io.retort.teacher.encoder.ZeroShotSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/**
 * A text classifier and its teacher, both loaded.
 *
 * @param checkpoint directory of the checkpoint
 */
public record ClassifierPair(Path checkpoint, TextClassifierPredictor student, Teacher teacher, ClassSet classes)
        implements Pair {

    /** @param classes the teacher's */
    public static ClassifierPair load(Path checkpoint, ClassSet classes) throws IOException {
        TextClassifierPredictor student = TextClassifierPredictor.load(checkpoint);
        return new ClassifierPair(
                checkpoint, student, ZeroShotEncoder.open(classes, ZeroShotSettings.standard()), classes);
    }

    @Override
    public void printAnswers(String text, PrintWriter out) {
        new SideBySide(out).print(this, text);
    }

    @Override
    public void printComparison(List<PromptContent> prompts, boolean json, PrintWriter out) throws Exception {
        Comparison comparison = comparer()
                .compare(prompts.stream()
                        .filter(prompt -> !prompt.isChat())
                        .map(PromptContent::text)
                        .toList());
        ComparisonReport report = new ComparisonReport(out);
        if (json) {
            report.printJson(comparison);
        } else {
            report.print(comparison);
        }
    }

    public Comparer comparer() {
        return new Comparer(teacher, classes, student);
    }

    @Override
    public void close() {
        teacher.close();
    }
}
