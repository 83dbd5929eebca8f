/**
 * The teacher: prompts in, soft labels out. {@link io.retort.teacher.Teacher} is the one door to any model that can label; a
 * kind of teacher is added by implementing it, and by a test that extends {@code TeacherContract}.
 */
@NullMarked
package io.retort.teacher;

import org.jspecify.annotations.NullMarked;
