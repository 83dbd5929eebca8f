package io.retort.teacher.language;

import io.retort.learning.huggingface.ChatOutcome;
import io.retort.learning.huggingface.ChatTemplate;
import io.retort.schemas.record.Message;
import io.retort.teacher.UnlabellableReason;
import java.util.List;

/** Chats as the model's own template writes them. */
final class TemplateChats implements ChatReader {

    private final ChatTemplate template;

    TemplateChats(ChatTemplate template) {
        this.template = template;
    }

    @Override
    public ReadChat read(List<Message> messages) {
        return read(template.conversation(messages));
    }

    @Override
    public ReadChat readToContinue(List<Message> messages) {
        return read(template.prompt(messages));
    }

    private static ReadChat read(ChatOutcome outcome) {
        return outcome.match(
                tokenized -> new ReadChat.Tokens(
                        tokenized.chat().tokens(), tokenized.chat().assistantSpans()),
                refused -> new ReadChat.Refused(UnlabellableReason.REFUSED_CHAT, refused.reason()));
    }
}
