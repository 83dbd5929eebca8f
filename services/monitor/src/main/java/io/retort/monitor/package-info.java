/** Live figures of the stream, and the page that shows them. */
@NullMarked
package io.retort.monitor;

import org.jspecify.annotations.NullMarked;
