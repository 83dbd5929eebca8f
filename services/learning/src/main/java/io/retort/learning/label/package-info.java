/** From a soft label's record to what a student learns from or is judged on. */
@NullMarked
package io.retort.learning.label;

import org.jspecify.annotations.NullMarked;
