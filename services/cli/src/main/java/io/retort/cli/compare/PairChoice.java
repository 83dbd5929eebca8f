package io.retort.cli.compare;

import io.retort.cli.UserMistake;
import io.retort.cli.language.LanguagePair;
import io.retort.cli.quickstart.LanguageModels;
import io.retort.cli.quickstart.QuickstartDirectory;
import io.retort.learning.labelspace.ClassSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which student and teacher a user means. */
public sealed interface PairChoice {

    /**
     * Loads them.
     *
     * @throws UserMistake if there is no such student
     */
    Pair load() throws IOException;

    /** The newest checkpoint of a quickstart, and the teacher it learned from. No broker need run. */
    record OfQuickstart(Path path) implements PairChoice {
        @Override
        public Pair load() throws IOException {
            QuickstartDirectory directory =
                    new QuickstartDirectory(path.toAbsolutePath().normalize());
            Path checkpoint = directory
                    .newestCheckpoint()
                    .orElseThrow(() -> new UserMistake("no checkpoint in " + directory.path()
                            + "; run 'retort quickstart' first, or name its --directory"));
            Optional<LanguageModels> models = directory.languageModels();
            return models.isPresent()
                    ? LanguagePair.of(checkpoint, models.get().teacher())
                    : ClassifierPair.load(checkpoint, directory.classes());
        }
    }

    /**
     * A text classifier by its checkpoint's directory.
     *
     * @param classes file of the teacher's classes; customer support's where empty
     */
    record OfCheckpoint(Path directory, Optional<Path> classes) implements PairChoice {
        @Override
        public Pair load() throws IOException {
            requireDirectory("--checkpoint", directory);
            return ClassifierPair.load(
                    directory, classes.isPresent() ? ClassSet.read(classes.get()) : ClassSet.customerSupport());
        }
    }

    /**
     * Language models by their directories.
     *
     * @param student a checkpoint, or any other Hugging Face directory
     */
    record OfLanguageModels(Path student, Path teacher) implements PairChoice {
        @Override
        public Pair load() throws IOException {
            requireDirectory("--checkpoint", student);
            requireDirectory("--teacher", teacher);
            return LanguagePair.of(student, teacher);
        }
    }

    private static void requireDirectory(String option, Path path) {
        if (!Files.isDirectory(path)) {
            throw new UserMistake(option + ": " + path + " is no directory");
        }
    }
}
