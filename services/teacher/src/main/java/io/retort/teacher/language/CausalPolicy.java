package io.retort.teacher.language;

import java.util.Locale;

/** Says in one line how labels are made; what it leaves open about one of them is in the label's remarks. */
final class CausalPolicy {

    /** Changes with the meaning of this package's labels. */
    private static final String METHOD = "causal/1";

    private CausalPolicy() {}

    static String of(CausalTeacherSettings settings) {
        return METHOD + " support=" + settings.support().description()
                + " texts=" + word(settings.texts())
                + " labelled=" + word(settings.labelled())
                + " longest=" + settings.longest()
                + " response=" + settings.response().temperature() + "/"
                + settings.response().maximumTokens();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
