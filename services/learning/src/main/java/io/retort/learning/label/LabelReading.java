package io.retort.learning.label;

import io.retort.learning.student.Example;
import java.util.function.Function;

/** What a student makes of a soft label. */
public sealed interface LabelReading {
    <R> R match(Function<? super Fit, ? extends R> fit, Function<? super Unfit, ? extends R> unfit);

    /**
     * It can be learned from.
     *
     * @param input the first 64 bits of a hash of what the student reads: the same input, the same number
     */
    record Fit(Example example, long input) implements LabelReading {
        @Override
        public <R> R match(Function<? super Fit, ? extends R> fit, Function<? super Unfit, ? extends R> unfit) {
            return fit.apply(this);
        }
    }

    /**
     * It cannot.
     *
     * @param reason short and fixed, as it stands in the journal, the dead letter and the metrics
     * @param message what is wrong and what would be right, without the label's text
     */
    record Unfit(String reason, String message) implements LabelReading {
        @Override
        public <R> R match(Function<? super Fit, ? extends R> fit, Function<? super Unfit, ? extends R> unfit) {
            return unfit.apply(this);
        }
    }
}
