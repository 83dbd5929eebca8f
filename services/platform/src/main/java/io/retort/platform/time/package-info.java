/** Time as a parameter, so that waiting can be tested without waiting. */
@NullMarked
package io.retort.platform.time;

import org.jspecify.annotations.NullMarked;
