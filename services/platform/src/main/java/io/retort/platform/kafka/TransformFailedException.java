package io.retort.platform.kafka;

import org.jspecify.annotations.Nullable;

/**
 * A {@link Transformer} has thrown: a fault that is neither a record's nor passing. The loop ends; nothing of the batch is
 * committed, so it comes again at the next start.
 */
public final class TransformFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TransformFailedException(@Nullable Throwable cause) {
        super("the transformer failed", cause);
    }
}
