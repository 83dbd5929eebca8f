/**
 * Gathers the texts of several requests into one call of the model. The queue is bounded: what it cannot take is refused at once,
 * so that a server under too much load answers quickly, to some, rather than slowly, to nobody.
 */
@NullMarked
package io.retort.server.batch;

import org.jspecify.annotations.NullMarked;
