package io.retort.learning.language.training;

import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.language.Precision;
import io.retort.learning.student.StudentDescription;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.schemas.record.Sha256;

/**
 * What a student is, for its life.
 *
 * @param configuration of its model
 * @param vocabulary the fingerprint of its tokenizer's tokens
 * @param settings how it learns
 * @param precision of its matrix products
 * @param seed as it was created with; nothing is drawn yet, so nothing depends on it
 */
record StudentProfile(
        ModelConfiguration configuration,
        Sha256 vocabulary,
        LanguageStudentSettings settings,
        Precision precision,
        long seed) {

    StudentDescription description() {
        LabelSpaceReference labelSpace =
                new LabelSpaceReference(LabelSpaceKind.VOCABULARY, vocabulary, configuration.vocabularySize());
        return new StudentDescription(
                StudentFile.KIND, labelSpace, configuration.parameters(), StudentFile.described(this));
    }
}
