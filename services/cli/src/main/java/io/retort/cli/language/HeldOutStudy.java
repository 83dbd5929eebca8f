package io.retort.cli.language;

import io.retort.learning.huggingface.ModelDirectory;
import io.retort.learning.student.TokenSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Holds a student as it began and as it is against its teacher, on texts no step has seen. */
public final class HeldOutStudy {

    private static final int SHOWN = 3;

    private final List<TokenSequence> texts;
    private final LabelledTokenCounts labels;

    /**
     * What is found.
     *
     * @param figures how the student does
     * @param answers to the first few prompts
     */
    public record Findings(BeforeAndAfter figures, List<Answers> answers) {}

    /**
     * @param texts the teacher's answers to held-out prompts, at least one
     * @param labels of the stream, which the unigram is fitted on
     */
    public HeldOutStudy(List<TokenSequence> texts, LabelledTokenCounts labels) {
        this.texts = texts;
        this.labels = labels;
    }

    /** Loads all three models, no more than two at the same time. */
    public Findings of(Path teacher, Path first, Path newest) throws IOException {
        List<TokenSequence> shown = texts.subList(0, Math.min(SHOWN, texts.size()));
        try (LoadedModel ofTeacher = LoadedModel.load(teacher)) {
            Completions completions = new Completions(ofTeacher.directory());
            List<Completion> teachers = completions.of(ofTeacher.model(), shown);
            double unigramKl = labels.unigram().divergence(ofTeacher.model(), texts);
            Student before = student(ofTeacher, first, shown);
            Student after = student(ofTeacher, newest, shown);
            List<Answers> answers = new ArrayList<>();
            for (int i = 0; i < shown.size(); i++) {
                answers.add(new Answers(
                        prompt(ofTeacher.directory(), shown.get(i)),
                        teachers.get(i),
                        before.completions().get(i),
                        after.completions().get(i)));
            }
            return new Findings(new BeforeAndAfter(before.comparison(), after.comparison(), unigramKl), answers);
        }
    }

    private record Student(LanguageComparison comparison, List<Completion> completions) {}

    private Student student(LoadedModel teacher, Path directory, List<TokenSequence> shown) throws IOException {
        try (LoadedModel student = LoadedModel.load(directory)) {
            return new Student(
                    new LanguageComparer(teacher.model(), student.model()).compare(texts),
                    new Completions(student.directory()).of(student.model(), shown));
        }
    }

    private static String prompt(ModelDirectory directory, TokenSequence text) {
        int[] prompt = Arrays.copyOf(text.ids(), text.labelled().get(0).from());
        return directory.tokenizer().decode(prompt);
    }
}
