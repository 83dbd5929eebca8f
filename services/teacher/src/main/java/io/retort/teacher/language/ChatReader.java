package io.retort.teacher.language;

import io.retort.schemas.record.Message;
import java.util.List;

/** A chat as the tokens its model was made for. */
interface ChatReader {

    /** As it stands, the last turn ended. */
    ReadChat read(List<Message> messages);

    /** Up to where the assistant is to begin its turn. */
    ReadChat readToContinue(List<Message> messages);
}
