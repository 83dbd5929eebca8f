/** From what Kafka holds to a trainer that goes on as if it had never stopped. */
@NullMarked
package io.retort.trainer.restore;

import org.jspecify.annotations.NullMarked;
