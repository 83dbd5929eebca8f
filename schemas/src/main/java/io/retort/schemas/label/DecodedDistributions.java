package io.retort.schemas.label;

import java.util.List;
import java.util.function.Function;

/** What became of a label's distribution bytes: the distributions, or the reason they cannot be read. */
public sealed interface DecodedDistributions {

    /** Applies the function for what happened. */
    <R> R match(Function<List<Distribution>, ? extends R> read, Function<Malformed, ? extends R> malformed);

    /** One distribution a position, in order. */
    record Read(List<Distribution> distributions) implements DecodedDistributions {

        public Read {
            distributions = List.copyOf(distributions);
        }

        @Override
        public <R> R match(Function<List<Distribution>, ? extends R> read, Function<Malformed, ? extends R> malformed) {
            return read.apply(distributions);
        }
    }

    /**
     * The bytes are not the distributions the label says they are, and never will be.
     *
     * @param reason one word or few, joined by hyphens, the same for the same kind of fault
     * @param message what was found and what is allowed, for a person
     */
    record Malformed(String reason, String message) implements DecodedDistributions {

        @Override
        public <R> R match(Function<List<Distribution>, ? extends R> read, Function<Malformed, ? extends R> malformed) {
            return malformed.apply(this);
        }
    }
}
