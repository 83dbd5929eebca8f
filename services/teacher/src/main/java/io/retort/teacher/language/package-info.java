/**
 * The teacher that is a causal language model in this process: it writes a response to a prompt, or takes the one that is given,
 * and labels the response's tokens in one forward pass.
 */
@NullMarked
package io.retort.teacher.language;

import org.jspecify.annotations.NullMarked;
