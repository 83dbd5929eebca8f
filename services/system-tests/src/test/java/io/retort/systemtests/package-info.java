/** All of Retort together: which module may know which, and whole pipelines of real processes that are killed and starved. */
@NullMarked
package io.retort.systemtests;

import org.jspecify.annotations.NullMarked;
