/**
 * The student that is a causal language model: what it learns from one label a token, in which batches, by which losses and
 * optimizer. Gradients are computed in closed form all the way down: the head's in chunks of labelled positions, the only ones
 * that reach it, and the layers' from what their forward pass left on a tape.
 */
@NullMarked
package io.retort.learning.language.training;

import org.jspecify.annotations.NullMarked;
