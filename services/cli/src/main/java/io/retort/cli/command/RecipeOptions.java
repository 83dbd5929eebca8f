package io.retort.cli.command;

import io.retort.cli.UserMistake;
import io.retort.cli.quickstart.RecipeChoice;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of the quickstart's options belongs together. */
final class RecipeOptions {

    private static final String CLASSIFIER = "classifier";
    private static final String LANGUAGE_MODEL = "language-model";

    private RecipeOptions() {}

    static RecipeChoice choice(
            @Nullable String recipe, @Nullable Path teacher, @Nullable Path student, @Nullable Path classes) {
        if (LANGUAGE_MODEL.equals(recipe)) {
            if (teacher == null) {
                throw new UserMistake("--recipe language-model needs --teacher DIR, a Hugging Face directory");
            }
            if (classes != null) {
                throw new UserMistake("--classes are for --recipe classifier: a language model has a vocabulary");
            }
            return new RecipeChoice.LanguageModel(teacher, Optional.ofNullable(student));
        }
        if (teacher != null || student != null) {
            throw new UserMistake("--teacher and --student are for --recipe language-model");
        }
        if (recipe == null && classes == null) {
            return new RecipeChoice.AsBefore();
        }
        if (recipe != null && !recipe.equals(CLASSIFIER)) {
            throw new UserMistake("--recipe is " + recipe + "; allowed: classifier, language-model");
        }
        return new RecipeChoice.Classifier(Optional.ofNullable(classes));
    }
}
