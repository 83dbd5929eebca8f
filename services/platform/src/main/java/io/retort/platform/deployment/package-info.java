/** Reads and makes decisions on which checkpoint of a student is served. */
@NullMarked
package io.retort.platform.deployment;

import org.jspecify.annotations.NullMarked;
