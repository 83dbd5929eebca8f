/**
 * Texts that a language model writes, several at once. Each live model has one thread that computes; requests join it and leave it
 * between two tokens, so that a short answer does not wait for a long one that came before. The queue is bounded: what it cannot
 * take is refused at once. What is written is handed to a {@link io.retort.server.generation.GenerationListener}, which must not
 * wait for its reader.
 */
@NullMarked
package io.retort.server.generation;

import org.jspecify.annotations.NullMarked;
