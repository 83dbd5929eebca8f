/**
 * The student: what learns from soft labels. A trainer sees these types only and works with any kind of student; a kind is
 * added by implementing {@link io.retort.learning.student.Student} and
 * {@link io.retort.learning.student.StudentFactory}.
 *
 * <p>A student is a function of its first state and the batches it stepped through: the same batches in the same order give
 * the same bits on the same {@link io.retort.learning.student.NumericsProfile}. It reads no clock and draws no random
 * number that its state does not hold. It is used by one thread at a time.
 */
@NullMarked
package io.retort.learning.student;

import org.jspecify.annotations.NullMarked;
