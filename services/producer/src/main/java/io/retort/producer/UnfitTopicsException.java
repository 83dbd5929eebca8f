package io.retort.producer;

import io.retort.schemas.topic.TopicFault;
import java.util.List;
import java.util.stream.Collectors;

/** Topics the producer writes to are missing or set up so that its promises would not hold. A person must act. */
public final class UnfitTopicsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnfitTopicsException(List<TopicFault> faults) {
        super(faults.stream().map(TopicFault::toString).collect(Collectors.joining("; ")));
    }
}
