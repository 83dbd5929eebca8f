package io.retort.cli.quickstart;

import io.retort.cli.ask.AskedTeacher;
import io.retort.monitor.ask.AskFailedException;
import io.retort.monitor.ask.AskedModel;
import io.retort.monitor.ask.ModelAnswer;
import io.retort.teacher.Teacher;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A teacher for the page's questions, beside the one that labels; loaded when first asked, as most are never asked. */
final class TeacherOnDemand implements AskedModel, AutoCloseable {

    /** Loads a teacher, which whoever asks for it closes. */
    interface TeacherLoader {
        Teacher load() throws IOException;
    }

    private final TeacherLoader loader;
    private @Nullable Teacher teacher;
    private boolean closed;

    TeacherOnDemand(TeacherLoader loader) {
        this.loader = loader;
    }

    @Override
    public synchronized ModelAnswer ask(String text) throws AskFailedException {
        if (closed) {
            throw new AskFailedException("the quickstart is ending");
        }
        if (teacher == null) {
            teacher = load();
        }
        return new AskedTeacher(teacher).ask(text);
    }

    private Teacher load() throws AskFailedException {
        try {
            return loader.load();
        } catch (IOException e) {
            throw new AskFailedException("the teacher cannot be loaded: " + e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (teacher != null) {
            teacher.close();
        }
    }
}
