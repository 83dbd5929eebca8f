/**
 * A student that sorts a text into classes: hashed n-grams, all of one weight, and a linear map to one logit a class. It
 * learns through libtorch and serves in plain Java.
 *
 * <p>Logits stand for the distribution at the student's own temperature, which is the temperature of the first label it
 * learns from. A label of another temperature is compared at its own.
 */
@NullMarked
package io.retort.learning.classifier;

import org.jspecify.annotations.NullMarked;
