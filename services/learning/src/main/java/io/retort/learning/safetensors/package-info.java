/**
 * Tensors in files: the safetensors format (https://huggingface.co/docs/safetensors), read without trusting a size it names,
 * and written so that equal tensors give equal bytes.
 *
 * <p>A file is 8 bytes of header length, a header in JSON, and the tensors' bytes without a gap, all little-endian. What
 * this package writes has its header's keys sorted, padded with spaces to a multiple of 64 bytes, and the tensors of wider
 * elements first, by name among equals, so that every element lies at a multiple of its width.
 */
@NullMarked
package io.retort.learning.safetensors;

import org.jspecify.annotations.NullMarked;
