package io.retort.platform.kafka;

import org.apache.kafka.common.KafkaException;

/**
 * Another instance with the same transactional id has taken over. The caller stops and touches nothing more: a new producer
 * would fence the other instance back.
 */
public final class FencedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FencedException(String transactionalId, KafkaException cause) {
        super("another instance has taken over the transactional id " + transactionalId, cause);
    }
}
