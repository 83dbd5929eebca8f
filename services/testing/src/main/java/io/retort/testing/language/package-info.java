/** A language model small enough to be kept with the sources, for tests that need one which has learned something. */
@NullMarked
package io.retort.testing.language;

import org.jspecify.annotations.NullMarked;
