package io.retort.server.completion;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** In what the answers of the two kinds of request differ. */
public interface CompletionShape {

    /** What an answer's id begins with. */
    String idPrefix();

    /** What a whole answer calls itself. */
    String whole();

    /** What a piece of an answer calls itself. */
    String piece();

    /** The field of a choice that holds a whole text. */
    void writeWhole(JsonGenerator json, String text) throws IOException;

    /** Whether a piece without a text comes first, to say who speaks. */
    boolean isIntroduced();

    /** The field of the first piece. */
    void writeIntroduction(JsonGenerator json) throws IOException;

    /** The field of a piece with a text. */
    void writePiece(JsonGenerator json, String text) throws IOException;

    /** The field of the last piece, which says why there are no more. */
    void writeEnd(JsonGenerator json) throws IOException;
}
