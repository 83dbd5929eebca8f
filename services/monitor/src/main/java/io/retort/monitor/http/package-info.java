/** The page, the state behind it, and its events over HTTP. */
@NullMarked
package io.retort.monitor.http;

import org.jspecify.annotations.NullMarked;
