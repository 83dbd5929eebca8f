package io.retort.monitor.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What could not be used.
 *
 * @param reasons over the history
 * @param newest the last ones that came while this instance has been looking, or shortly before, newest first
 */
public record DeadLettersState(
        List<DeadLetterWindow> windows, List<DeadLetterReason> reasons, List<DeadLetterMark> newest) {

    public record DeadLetterWindow(long start, String stage, String reason, long count) {}

    public record DeadLetterReason(String stage, String reason, long count) {}

    /**
     * One of them.
     *
     * @param topic where the original lay, with partition and offset
     * @param text the prompt's, only where texts may be shown
     */
    public record DeadLetterMark(
            long at,
            String stage,
            String reason,
            String message,
            String topic,
            int partition,
            long offset,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String text) {}
}
