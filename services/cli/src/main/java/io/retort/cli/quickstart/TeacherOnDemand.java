package io.retort.cli.quickstart;

import io.retort.cli.ask.AskedTeacher;
import io.retort.monitor.ask.AskFailedException;
import io.retort.monitor.ask.AskedModel;
import io.retort.monitor.ask.ModelAnswer;
import io.retort.teacher.Teacher;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A teacher for the page's questions, beside the one that labels; loaded when first asked, as most are never asked. */
final class TeacherOnDemand implements AskedModel, AutoCloseable {

    private final Supplier<Teacher> loader;
    private @Nullable Teacher teacher;
    private boolean closed;

    TeacherOnDemand(Supplier<Teacher> loader) {
        this.loader = loader;
    }

    @Override
    public synchronized ModelAnswer ask(String text) throws AskFailedException {
        if (closed) {
            throw new AskFailedException("the quickstart is ending");
        }
        if (teacher == null) {
            teacher = loader.get();
        }
        return new AskedTeacher(teacher).ask(text);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (teacher != null) {
            teacher.close();
        }
    }
}
