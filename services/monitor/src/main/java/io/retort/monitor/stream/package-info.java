/** The topology that counts the stream with Kafka Streams. */
@NullMarked
package io.retort.monitor.stream;

import org.jspecify.annotations.NullMarked;
