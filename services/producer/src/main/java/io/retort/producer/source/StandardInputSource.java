package io.retort.producer.source;

import java.io.InputStream;
import java.util.Objects;

/** Standard input, or what is like it. After a restart it has to be fed the same bytes again, which is checked. */
public final class StandardInputSource implements PromptSource {

    private final String name;
    private final InputStream input;
    private final RecordLayout layout;

    /**
     * @param name what tells this input from others; part of the source's id
     * @param input read by a thread of its own, never closed
     * @param layout how its records stand in it
     */
    public StandardInputSource(String name, InputStream input, RecordLayout layout) {
        if (name.isBlank()) {
            throw new UnusableSourceException("standard input needs a name to be found by after a restart");
        }
        this.name = name;
        this.input = Objects.requireNonNull(input, "input");
        this.layout = Objects.requireNonNull(layout, "layout");
    }

    @Override
    public String id() {
        return "stdin:" + name;
    }

    @Override
    public SourceReader open(ReadPosition from) {
        return new ByteSourceReader(id(), layout, new PumpedSupply(input, id()), from);
    }

    /** An input that has ended has ended. */
    @Override
    public boolean hasGrownBeyond(ReadPosition end) {
        return false;
    }
}
