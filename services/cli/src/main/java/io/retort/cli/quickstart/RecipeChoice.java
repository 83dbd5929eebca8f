package io.retort.cli.quickstart;

import java.nio.file.Path;
import java.util.Optional;

/** What the user wants to see distilled. */
public sealed interface RecipeChoice {

    /** What the directory's last run distilled; a classifier where there was none. */
    record AsBefore() implements RecipeChoice {}

    /**
     * A sentence encoder into a text classifier.
     *
     * @param classes file of the user's own classes; those of the last run on this directory where empty, else customer
     *     support's
     */
    record Classifier(Optional<Path> classes) implements RecipeChoice {}

    /**
     * A large language model into a small one.
     *
     * @param teacher Hugging Face directory
     * @param student directory the student begins as; some layers of the teacher where empty
     */
    record LanguageModel(Path teacher, Optional<Path> student) implements RecipeChoice {}
}
