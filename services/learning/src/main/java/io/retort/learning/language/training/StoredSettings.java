package io.retort.learning.language.training;

import io.retort.learning.language.Precision;

/**
 * What a student's file says.
 *
 * @param settings with the threads of this process
 * @param precision of its matrix products
 * @param seed as it was created with
 */
record StoredSettings(LanguageStudentSettings settings, Precision precision, long seed) {}
