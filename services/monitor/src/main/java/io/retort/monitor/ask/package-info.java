/** Asking a student and a teacher about one text. */
@NullMarked
package io.retort.monitor.ask;

import org.jspecify.annotations.NullMarked;
