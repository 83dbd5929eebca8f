package io.retort.teacher.language;

import io.retort.learning.student.TokenSpan;
import io.retort.schemas.record.ChatRole;
import io.retort.schemas.record.Message;
import io.retort.schemas.record.Prompt;
import io.retort.teacher.UnlabellableReason;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Decides what of a prompt is read, written and labelled.
 *
 * <p>Messages go through the model's chat template; the assistant's turn at their end is labelled, else one is written. A text
 * is a user's message of such a chat, and a response to it the assistant's. For a model without a template a text is read as a
 * document of its own, and the response's tokens follow at once.
 */
final class PromptReader {

    private final Optional<ChatReader> chats;
    private final TextReader texts;
    private final TextReader documents;
    private final Texts meaning;
    private final LabelledTokens labelled;
    private final SequenceLimit limit;

    /**
     * @param chats empty for a model without a chat template
     * @param texts of what stands in a chat or follows something
     * @param documents of what nothing stands before
     */
    PromptReader(
            Optional<ChatReader> chats,
            TextReader texts,
            TextReader documents,
            Texts meaning,
            LabelledTokens labelled,
            SequenceLimit limit) {
        this.chats = chats;
        this.texts = texts;
        this.documents = documents;
        this.meaning = meaning;
        this.labelled = labelled;
        this.limit = limit;
    }

    ReadPrompt read(Prompt prompt) {
        String response = prompt.getResponse();
        if (!prompt.getMessages().isEmpty()) {
            return chats.map(reader -> chat(reader, prompt.getMessages()))
                    .orElseGet(() -> new ReadPrompt.Unreadable(
                            UnlabellableReason.REFUSED_CHAT, "messages, and the model has no chat template"));
        }
        if (!TextReader.isReadable(prompt.getText())) {
            return new ReadPrompt.Unreadable(UnlabellableReason.EMPTY_TEXT, "there is nothing to read");
        }
        if (response == null) {
            return meaning == Texts.DOCUMENT ? document(prompt.getText()) : open(prompt.getText());
        }
        return answered(prompt.getText(), response);
    }

    private ReadPrompt document(String text) {
        return documents.read(text).match(tokens -> wholeFrom(tokens.ids(), 1), TextReader::unreadable);
    }

    private ReadPrompt open(String text) {
        return chats.map(reader -> chat(reader, List.of(new Message(ChatRole.USER, text))))
                .orElseGet(() ->
                        documents.read(text).match(tokens -> open(tokens.ids(), List.of()), TextReader::unreadable));
    }

    private ReadPrompt answered(String text, String response) {
        return chats.map(reader -> chat(
                        reader, List.of(new Message(ChatRole.USER, text), new Message(ChatRole.ASSISTANT, response))))
                .orElseGet(() -> documents
                        .read(text)
                        .match(
                                before -> texts.read(response)
                                        .match(
                                                after -> wholeFrom(
                                                        joined(before.ids(), after.ids()), before.ids().length),
                                                TextReader::unreadable),
                                TextReader::unreadable));
    }

    private ReadPrompt chat(ChatReader reader, List<Message> messages) {
        boolean answered = messages.get(messages.size() - 1).getRole() == ChatRole.ASSISTANT;
        int asked = answered ? messages.size() - 1 : messages.size();
        return IntStream.range(0, messages.size())
                .mapToObj(i -> fault(messages.get(i).getContent(), i < asked ? limit.longest() - 1 : Integer.MAX_VALUE))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> chat(reader, messages, answered));
    }

    /** What can be told of a message before the whole chat is read: an answer may be cut, what is asked may not. */
    private Optional<ReadPrompt> fault(String content, int mostTokens) {
        return texts.read(content)
                .match(
                        tokens -> tokens.ids().length <= mostTokens
                                ? Optional.empty()
                                : Optional.of(limit.open(tokens.ids(), List.of())),
                        malformed -> Optional.of(TextReader.unreadable(malformed)));
    }

    private ReadPrompt chat(ChatReader reader, List<Message> messages, boolean answered) {
        ReadChat chat = answered ? reader.read(messages) : reader.readToContinue(messages);
        return chat.match(
                tokens -> answered
                        ? whole(tokens.tokens(), tokens.assistant())
                        : open(tokens.tokens(), tokens.assistant()),
                refused -> new ReadPrompt.Unreadable(refused.reason(), refused.message()));
    }

    private ReadPrompt wholeFrom(int[] tokens, int from) {
        return from < tokens.length ? whole(tokens, List.of(new TokenSpan(from, tokens.length))) : nothing();
    }

    private ReadPrompt whole(int[] tokens, List<TokenSpan> responses) {
        List<TokenSpan> spans = spans(tokens, responses);
        return spans.isEmpty() ? nothing() : limit.whole(tokens, spans);
    }

    private ReadPrompt open(int[] tokens, List<TokenSpan> responses) {
        return tokens.length == 0 ? nothing() : limit.open(tokens, spans(tokens, responses));
    }

    private List<TokenSpan> spans(int[] tokens, List<TokenSpan> responses) {
        return switch (labelled) {
            case RESPONSES -> responses;
            case ALL -> tokens.length < 2 ? List.of() : List.of(new TokenSpan(1, tokens.length));
        };
    }

    private static ReadPrompt nothing() {
        return new ReadPrompt.Unreadable(UnlabellableReason.EMPTY_TEXT, "there is no token to label");
    }

    private static int[] joined(int[] before, int[] after) {
        int[] joined = new int[before.length + after.length];
        System.arraycopy(before, 0, joined, 0, before.length);
        System.arraycopy(after, 0, joined, before.length, after.length);
        return joined;
    }
}
