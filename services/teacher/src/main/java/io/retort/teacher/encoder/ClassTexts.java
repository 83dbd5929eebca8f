package io.retort.teacher.encoder;

import io.retort.learning.labelspace.NamedClass;
import java.util.List;
import java.util.stream.Stream;

/** What is read to know a class. */
final class ClassTexts {

    private ClassTexts() {}

    /** Its name as words, then its descriptions. */
    static List<String> of(NamedClass one) {
        return Stream.concat(Stream.of(one.asWords()), one.descriptions().stream())
                .toList();
    }
}
