/** Serves promoted checkpoints over HTTP, and decides which are promoted. */
@NullMarked
package io.retort.server;

import org.jspecify.annotations.NullMarked;
