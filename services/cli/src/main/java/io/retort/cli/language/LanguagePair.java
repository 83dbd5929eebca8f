package io.retort.cli.language;

import io.retort.cli.UserMistake;
import io.retort.cli.compare.Pair;
import io.retort.cli.settings.LanguageTeacherSettings;
import io.retort.learning.huggingface.ModelDirectory;
import io.retort.learning.student.TokenSequence;
import io.retort.producer.source.PromptContent;
import io.retort.teacher.Teacher;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A student and its teacher, both language models.
 *
 * @param student Hugging Face directory, such as a checkpoint
 * @param teacher Hugging Face directory
 */
public record LanguagePair(Path student, Path teacher) implements Pair {

    private static final int RESPONSE = 64;

    /** @throws UserMistake if the two have different vocabularies */
    public static LanguagePair of(Path student, Path teacher) throws IOException {
        try (ModelDirectory ofStudent = ModelDirectory.open(student);
                ModelDirectory ofTeacher = ModelDirectory.open(teacher)) {
            if (!ofStudent
                    .tokenizer()
                    .fingerprint()
                    .equals(ofTeacher.tokenizer().fingerprint())) {
                throw new UserMistake(student + " and " + teacher + " have different vocabularies; the student's has to"
                        + " be its teacher's");
            }
        }
        return new LanguagePair(student, teacher);
    }

    @Override
    public void printAnswers(String text, PrintWriter out) throws Exception {
        List<TokenSequence> texts = texts(List.of(PromptContent.text(text)));
        if (texts.isEmpty()) {
            throw new UserMistake("the teacher finds nothing in this prompt that it can read");
        }
        print(out, "teacher", teacher, texts);
        print(out, "student", student, texts);
        out.flush();
    }

    @Override
    public void printComparison(List<PromptContent> prompts, boolean json, PrintWriter out) throws Exception {
        List<TokenSequence> texts = texts(prompts);
        if (texts.isEmpty()) {
            throw new UserMistake("none of the " + prompts.size() + " prompts can be labelled");
        }
        LanguageComparison comparison;
        try (LoadedModel ofTeacher = LoadedModel.load(teacher);
                LoadedModel ofStudent = LoadedModel.load(student)) {
            comparison = new LanguageComparer(ofTeacher.model(), ofStudent.model()).compare(texts);
        }
        LanguageReport report = new LanguageReport(out);
        if (json) {
            report.printJson(comparison, LoadedModel.weightBytes(student), LoadedModel.weightBytes(teacher));
        } else {
            report.print(comparison, LoadedModel.weightBytes(student), LoadedModel.weightBytes(teacher));
        }
    }

    @Override
    public void close() {
        // Each question loads what it asks, one model after the other where that is enough.
    }

    private List<TokenSequence> texts(List<PromptContent> prompts) throws IOException {
        try (Teacher labelling =
                LanguageTeacherSettings.comparing(teacher, RESPONSE).open()) {
            return TeacherTexts.of(labelling, prompts);
        }
    }

    private static void print(PrintWriter out, String who, Path directory, List<TokenSequence> prompts)
            throws IOException {
        try (LoadedModel loaded = LoadedModel.load(directory)) {
            Completion completion = new Completions(loaded.directory())
                    .of(loaded.model(), prompts)
                    .get(0);
            out.println(who + "  " + directory);
            out.println("  " + completion.text().strip().replace("\n", "\n  "));
            out.println(String.format(Locale.ROOT, "  (%.0f tokens/s)", completion.tokens() / completion.seconds()));
        }
    }
}
