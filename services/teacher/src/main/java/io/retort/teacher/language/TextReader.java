package io.retort.teacher.language;

import io.retort.learning.huggingface.TokenizedText;
import io.retort.teacher.UnlabellableReason;

/** A user's text as tokens, none of them special. */
interface TextReader {

    TokenizedText read(String text);

    /** Whether there is a character that is neither white space nor control. */
    static boolean isReadable(String text) {
        return text.codePoints().anyMatch(it -> !Character.isWhitespace(it) && !Character.isISOControl(it));
    }

    /** Why a text that is no Unicode has no label. */
    static ReadPrompt unreadable(TokenizedText.Malformed malformed) {
        return new ReadPrompt.Unreadable(UnlabellableReason.MALFORMED_TEXT, malformed.message());
    }
}
