/**
 * The door to libtorch. Arithmetic is TorchScript: readable source files that Java puts into one module, so that a formula
 * stands in one place and no scalar or graph lives in memory the garbage collector owns. All of DJL's PyTorch internals that
 * Retort uses are used in this package.
 *
 * <p>Bits repeat for the same batch, threads and kernel set. The graph executor's optimizer is off on every thread that
 * computes: with it, a process's first calls run other code than its later ones, and a restarted student would diverge.
 */
@NullMarked
package io.retort.learning.torch;

import org.jspecify.annotations.NullMarked;
