package io.retort.schemas.label;

import java.util.Arrays;
import java.util.function.Function;

/** What became of a label's token bytes: the tokens, or the reason they cannot be read. */
public sealed interface DecodedTokens {

    /** Applies the function for what happened. */
    <R> R match(Function<int[], ? extends R> read, Function<Malformed, ? extends R> malformed);

    /** @param ids of the tokens, in order; none for a label without tokens */
    record Read(int[] ids) implements DecodedTokens {

        @Override
        public <R> R match(Function<int[], ? extends R> read, Function<Malformed, ? extends R> malformed) {
            return read.apply(ids);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Read that && Arrays.equals(ids, that.ids);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(ids);
        }

        @Override
        public String toString() {
            return "Read[tokens=" + ids.length + "]";
        }
    }

    /**
     * The bytes are not tokens, and never will be.
     *
     * @param reason one word or few, joined by hyphens, the same for the same kind of fault
     * @param message what was found and what is allowed, for a person
     */
    record Malformed(String reason, String message) implements DecodedTokens {

        @Override
        public <R> R match(Function<int[], ? extends R> read, Function<Malformed, ? extends R> malformed) {
            return malformed.apply(this);
        }
    }
}
