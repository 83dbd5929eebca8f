package io.retort.monitor.state;

import java.util.List;

/**
 * The stream as one sees it now, as it is answered in JSON. Times are milliseconds of the epoch. A window in which nothing
 * happened is not in its list.
 *
 * @param textsShown whether prompts' texts may appear
 * @param asking whether a student or a teacher can be asked
 */
public record MonitorState(
        long now,
        long windowMillis,
        long graceMillis,
        BrokerState broker,
        StreamsState streams,
        boolean textsShown,
        boolean asking,
        PromptsState prompts,
        List<TeacherState> teachers,
        List<StudentState> students,
        DeadLettersState deadLetters) {

    /**
     * Whether the broker answers.
     *
     * @param state {@code REACHABLE} or {@code AWAY}
     * @param since when that began
     */
    public record BrokerState(String state, long since) {}

    /**
     * The counting of the stream.
     *
     * @param state of Kafka Streams in this instance
     * @param instances that share the work
     * @param droppedRecords that came too late for their window, over the history and all instances
     */
    public record StreamsState(String state, int instances, long droppedRecords) {}

    public record PromptsState(List<PromptWindow> windows) {}

    public record PromptWindow(long start, long prompts, long bytes) {}
}
