package io.retort.platform.kafka;

import org.apache.kafka.common.KafkaException;

/**
 * Another instance with the same transactional id or group instance id has taken over. The caller stops and touches nothing more: a new producer
 * would fence the other instance back.
 */
public final class FencedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FencedException(String message, KafkaException cause) {
        super(message, cause);
    }
}
