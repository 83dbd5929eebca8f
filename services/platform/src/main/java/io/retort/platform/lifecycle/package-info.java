/** What a running service is: its states, how it is stopped and closed, and how one sees that it still makes progress. */
@NullMarked
package io.retort.platform.lifecycle;

import org.jspecify.annotations.NullMarked;
