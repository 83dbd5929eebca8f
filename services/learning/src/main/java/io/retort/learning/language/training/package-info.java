/**
 * The student that is a causal language model: what it learns from one label a token, in which batches, by which losses and
 * optimizer. Only labelled positions reach the head, whose gradient is computed in closed form and in chunks; below it runs
 * autograd over the same forward pass that serves.
 */
@NullMarked
package io.retort.learning.language.training;

import org.jspecify.annotations.NullMarked;
