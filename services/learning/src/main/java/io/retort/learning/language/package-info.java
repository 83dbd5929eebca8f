/**
 * Causal language models of the Llama family: their forward pass over packed documents, what is read off their logits in
 * chunks of rows, and generation with a key-value cache. The maths is TorchScript, beside this package's classes; matrix
 * products are one of several files, chosen before a module is loaded by what the machine has and is fast at.
 */
@NullMarked
package io.retort.learning.language;

import org.jspecify.annotations.NullMarked;
