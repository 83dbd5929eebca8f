/**
 * Directories of causal language models as Hugging Face's transformers writes and reads them: {@code config.json}, the tokenizer's
 * files, a chat template and weights in safetensors. What such a directory says is checked before any of it is used, and what
 * cannot be computed as transformers computes it is refused by name.
 */
@NullMarked
package io.retort.learning.huggingface;

import org.jspecify.annotations.NullMarked;
