package io.retort.learning.jinja;

import java.util.function.Function;

/** What becomes of a template and its values. */
public sealed interface RenderOutcome {

    <R> R match(Function<Rendered, R> rendered, Function<Refused, R> refused);

    /** @param text as jinja2 renders it */
    record Rendered(String text) implements RenderOutcome {

        @Override
        public <R> R match(Function<Rendered, R> rendered, Function<Refused, R> refused) {
            return rendered.apply(this);
        }
    }

    /** @param reason what the template says, or what cannot be rendered; never a value */
    record Refused(String reason) implements RenderOutcome {

        @Override
        public <R> R match(Function<Rendered, R> rendered, Function<Refused, R> refused) {
            return refused.apply(this);
        }
    }
}
