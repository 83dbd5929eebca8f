package io.retort.teacher.language;

import io.retort.teacher.Teacher;
import io.retort.teacher.TeacherContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Alone in its batch and by the likeliest token each time, so that two prompts of one text get one label. */
class CausalTeacherTest extends TeacherContract {

    @TempDir
    static Path directory;

    @BeforeAll
    static void writeModel() {
        TinyTeachers.write(directory);
    }

    @Override
    protected Teacher open() {
        CausalTeacherSettings settings = TinyTeachers.settings(new LabelSupport.TopK(30), 1);
        return TinyTeachers.open(
                directory,
                new CausalTeacherSettings(
                        settings.name(),
                        settings.support(),
                        settings.temperature(),
                        settings.texts(),
                        settings.labelled(),
                        new ResponseSettings(0, 12),
                        settings.longest(),
                        settings.batchTokens(),
                        settings.precision(),
                        settings.threads()));
    }

    @Override
    protected List<String> unlabellable() {
        return List.of("half a \ud800 pair", "where is my order, please? ".repeat(40), "\t");
    }
}
