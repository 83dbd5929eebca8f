package io.retort.producer.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One string of a prompt, and where it stands.
 *
 * @param place words to put behind a message; empty where the prompt has but one string
 */
record Part(String text, String place) {

    static List<Part> of(PromptContent content) {
        List<Part> parts = new ArrayList<>();
        for (String text : content.contents()) {
            parts.add(new Part(text, place(content, parts.size())));
        }
        return parts;
    }

    /** What of it no prompt may hold; empty if it is fit. */
    Optional<Extraction.Fault> fault() {
        if (text.isBlank()) {
            return fault(RefusalReason.EMPTY, "has no text");
        }
        if (text.indexOf('\0') >= 0) {
            return fault(RefusalReason.NUL, "holds the character NUL");
        }
        // JSON can escape half a surrogate pair, which no UTF-8 can say.
        return StandardCharsets.UTF_8.newEncoder().canEncode(text)
                ? Optional.empty()
                : fault(RefusalReason.INVALID_UTF8, "holds half a surrogate pair");
    }

    private Optional<Extraction.Fault> fault(RefusalReason reason, String message) {
        return Optional.of(new Extraction.Fault(reason, message + place));
    }

    private static String place(PromptContent content, int index) {
        if (content.isChat()) {
            return " in message " + (index + 1);
        }
        if (content.response() == null) {
            return "";
        }
        return index == 0 ? " in its prompt" : " in its response";
    }
}
