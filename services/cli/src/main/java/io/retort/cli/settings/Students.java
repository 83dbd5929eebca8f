package io.retort.cli.settings;

import io.retort.cli.UserMistake;
import io.retort.learning.language.training.StudentFile;
import io.retort.learning.student.Student;
import io.retort.learning.student.StudentFactory;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.LabelSpaceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Students of every kind: a new one is what its label space asks for, one that exists is what its directory holds. */
final class Students implements StudentFactory {

    private final StudentFactory classifiers;
    private final LanguageStudentOptions language;

    Students(StudentFactory classifiers, LanguageStudentOptions language) {
        this.classifiers = classifiers;
        this.language = language;
    }

    @Override
    public Student create(LabelSpace labelSpace, long seed) {
        if (labelSpace.getKind() == LabelSpaceKind.CLASSES) {
            return classifiers.create(labelSpace, seed);
        }
        Path initial = language.initial()
                .orElseThrow(() -> new UserMistake("what does the new language model begin as? Give --initial, a"
                        + " directory that 'retort student new' has made, or languageStudent.initial in the"
                        + " configuration"));
        return language.factory(initial).create(labelSpace, seed);
    }

    @Override
    public Student load(Path directory) throws IOException {
        return Files.exists(directory.resolve(StudentFile.NAME))
                ? language.factory(directory).load(directory)
                : classifiers.load(directory);
    }
}
