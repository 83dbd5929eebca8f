/**
 * What a soft label says, and its bytes. A label holds one distribution for each position; the codec packs them into the
 * {@code distributions} field of a SoftLabel and reads them back, without trusting a length it reads.
 */
@NullMarked
package io.retort.schemas.label;

import org.jspecify.annotations.NullMarked;
