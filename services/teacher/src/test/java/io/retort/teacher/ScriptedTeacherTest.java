package io.retort.teacher;

import java.util.List;

class ScriptedTeacherTest extends TeacherContract {

    @Override
    protected Teacher open() {
        return new ScriptedTeacher();
    }

    @Override
    protected List<String> unlabellable() {
        return List.of("", " \t");
    }
}
