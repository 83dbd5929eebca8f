package io.retort.learning.huggingface;

import java.util.Optional;

/** Whether a text is Unicode: a lone surrogate has no encoding, and the tokenizer would read the whole text as U+FFFD. */
final class WellFormed {

    private WellFormed() {}

    /** @return what is wrong with the text, without the text */
    static Optional<String> fault(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (Character.isSurrogate(c) && !isPair) {
                return Optional.of("half a surrogate pair at char " + i + "; allowed: Unicode text");
            }
            i += isPair ? 1 : 0;
        }
        return Optional.empty();
    }
}
