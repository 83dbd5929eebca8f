package io.retort.teacher;

import io.retort.schemas.topic.TopicFault;
import java.util.List;
import java.util.stream.Collectors;

/** Topics the teacher works on are missing or not as they have to be: a person must act. The message names every fault. */
public final class UnfitTopicsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnfitTopicsException(List<TopicFault> faults) {
        super(faults.stream().map(TopicFault::toString).collect(Collectors.joining("; ")));
    }
}
