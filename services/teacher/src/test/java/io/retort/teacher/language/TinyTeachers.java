package io.retort.teacher.language;

import io.retort.learning.language.Precision;
import io.retort.teacher.LabelOutcome;
import io.retort.testing.language.TinyTeacher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The tiny teacher of the tests, with settings of one's own. */
final class TinyTeachers {

    private TinyTeachers() {}

    static CausalTeacher open(Path directory, CausalTeacherSettings settings) {
        try {
            return CausalTeacher.open(directory, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path write(Path directory) {
        try {
            return TinyTeacher.writeTo(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sampled, up to 80 tokens of which 12 are written, on one thread. */
    static CausalTeacherSettings settings(int batchTokens) {
        return settings(new LabelSupport.Sampled(22), batchTokens);
    }

    static CausalTeacherSettings settings(LabelSupport support, int batchTokens) {
        return new CausalTeacherSettings(
                "tiny",
                support,
                1,
                Texts.PROMPT,
                LabelledTokens.RESPONSES,
                new ResponseSettings(1, 12),
                80,
                batchTokens,
                Precision.FLOAT32,
                1);
    }

    static LabelOutcome.Labelled labelled(LabelOutcome outcome) {
        return outcome.match(
                labelled -> labelled,
                unlabellable -> {
                    throw new AssertionError(unlabellable);
                },
                unavailable -> {
                    throw new AssertionError(unavailable);
                });
    }
}
