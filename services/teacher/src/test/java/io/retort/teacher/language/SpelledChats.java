package io.retort.teacher.language;

import io.retort.learning.huggingface.TokenizedText;
import io.retort.learning.student.TokenSpan;
import io.retort.schemas.record.ChatRole;
import io.retort.schemas.record.Message;
import io.retort.teacher.UnlabellableReason;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Chats of characters: a 0 before each message, a 1 behind each of the assistant's. */
final class SpelledChats implements ChatReader {

    static TokenizedText spell(String text) {
        return text.codePoints().anyMatch(it -> it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE)
                ? new TokenizedText.Malformed("half a pair")
                : new TokenizedText.Tokens(text.codePoints().toArray());
    }

    @Override
    public ReadChat read(List<Message> messages) {
        return read(messages, IntStream.empty());
    }

    @Override
    public ReadChat readToContinue(List<Message> messages) {
        return read(messages, IntStream.of(0));
    }

    private static ReadChat read(List<Message> messages, IntStream end) {
        IntStream.Builder tokens = IntStream.builder();
        List<TokenSpan> assistant = new ArrayList<>();
        int count = 0;
        for (Message message : messages) {
            ReadChat.Refused refused = spell(message.getContent())
                    .match(
                            spelled -> null,
                            malformed -> new ReadChat.Refused(UnlabellableReason.MALFORMED_TEXT, malformed.message()));
            if (refused != null) {
                return refused;
            }
            tokens.add(0);
            message.getContent().codePoints().forEach(tokens::add);
            count += 1 + message.getContent().length();
            if (message.getRole() == ChatRole.ASSISTANT) {
                tokens.add(1);
                assistant.add(new TokenSpan(count - message.getContent().length(), count + 1));
                count++;
            }
        }
        return new ReadChat.Tokens(IntStream.concat(tokens.build(), end).toArray(), assistant);
    }
}
