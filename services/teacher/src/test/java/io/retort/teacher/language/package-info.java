@NullMarked
package io.retort.teacher.language;

import org.jspecify.annotations.NullMarked;
