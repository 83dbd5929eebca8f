/**
 * A real Kafka broker in the process, on one node and loopback only, for the quickstart and for tests. Its data lie in a
 * directory the caller names, and outlive it.
 *
 * <p>At most one runs in a JVM: Kafka keeps its metrics and exit procedures in static fields. Kafka's internal classes are
 * used in {@code KraftServer} alone.
 */
@NullMarked
package io.retort.broker;

import org.jspecify.annotations.NullMarked;
