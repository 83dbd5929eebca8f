package io.retort.producer.source;

/** Somewhere prompts come from. */
public interface PromptSource {

    /** The same at each start for the same source, such as {@code file:/data/messages.jsonl}. Prompt ids derive from it. */
    String id();

    /**
     * Opens the source behind what was read before.
     *
     * @param from the position committed last, or {@link ReadPosition#START}
     * @throws UnusableSourceException if the source is not there, is not what was read before, or cannot give what is asked
     */
    SourceReader open(ReadPosition from);

    /**
     * Whether a source that had ended has more to give by now.
     *
     * @param end the position at which it ended
     */
    boolean hasGrownBeyond(ReadPosition end);
}
