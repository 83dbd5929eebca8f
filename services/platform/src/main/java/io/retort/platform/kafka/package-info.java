/**
 * Kafka as Retort's services use it: clients that keep the exactly-once promise by their settings, one class that owns a
 * producer's transaction, dead letters, and the loop that consumes, transforms and produces.
 *
 * <p>A consumer, and all that is built on one, belongs to one thread. Exceptions are sorted by what the caller must do:
 * {@link io.retort.platform.kafka.FencedException} means stop, {@link io.retort.platform.kafka.ProducerLostException} means
 * make a new producer and start again from what is committed; an aborted transaction is an outcome, not an exception.
 */
@NullMarked
package io.retort.platform.kafka;

import org.jspecify.annotations.NullMarked;
