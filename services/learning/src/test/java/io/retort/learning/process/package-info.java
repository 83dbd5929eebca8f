/** Java processes of their own, for what only a new process shows. */
@NullMarked
package io.retort.learning.process;

import org.jspecify.annotations.NullMarked;
