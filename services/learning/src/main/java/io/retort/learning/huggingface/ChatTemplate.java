package io.retort.learning.huggingface;

import io.retort.learning.jinja.JinjaTemplate;
import io.retort.learning.jinja.RenderOutcome;
import io.retort.schemas.record.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a chat into tokens as the model's template writes it. Special tokens are those that the template writes: in a message,
 * the same text is text. A template sees no clock: {@code strftime_now} is not defined, and templates that ask whether it is write
 * the date they have for that case, so that the same chat is the same tokens on every day.
 *
 * <p>A message is found in the rendered text by rendering once more with marks around it. A template that looks into its
 * messages, so that the marks change what it does, is refused for these messages. Safe for use by several threads.
 */
public final class ChatTemplate {

    private final Tokenizer tokenizer;
    private final TemplateFile file;
    private final JinjaTemplate template;

    ChatTemplate(Tokenizer tokenizer, TemplateFile file) {
        this.tokenizer = tokenizer;
        this.file = file;
        this.template = JinjaTemplate.of(file.template());
    }

    /** Why every chat is refused; empty if the template can be rendered. */
    public Optional<String> fault() {
        return template.fault();
    }

    /** The chat as it is. */
    public ChatOutcome conversation(List<Message> messages) {
        return tokenize(messages, false);
    }

    /** The chat, and behind it what the template writes for the assistant to go on. */
    public ChatOutcome prompt(List<Message> messages) {
        return tokenize(messages, true);
    }

    private ChatOutcome tokenize(List<Message> messages, boolean generation) {
        try {
            LocatedText chat = locate(messages, generation);
            PlacedTokens tokens = new ChatEncoding(tokenizer).encode(chat);
            return new ChatOutcome.Tokenized(
                    new TokenizedChat(tokens.ids(), new AssistantSpans(tokenizer, chat, tokens).find()));
        } catch (RefusedChatException e) {
            return new ChatOutcome.Refused(e.reason());
        }
    }

    private LocatedText locate(List<Message> messages, boolean generation) throws RefusedChatException {
        for (Message message : messages) {
            Optional<String> fault = WellFormed.fault(message.getContent());
            if (fault.isPresent()) {
                throw new RefusedChatException(fault.get());
            }
        }
        MarkedContents marked = MarkedContents.of(file.template(), messages);
        String plain =
                render(messages, messages.stream().map(Message::getContent).toList(), generation);
        LocatedText chat = marked.locate(render(messages, marked.contents(), generation));
        if (!chat.text().equals(plain)) {
            throw new RefusedChatException("the template looks into the messages");
        }
        return chat;
    }

    private String render(List<Message> messages, List<String> contents, boolean generation)
            throws RefusedChatException {
        List<Map<String, String>> turns = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            String role = messages.get(i).getRole().name().toLowerCase(Locale.ROOT);
            Map<String, String> turn = new LinkedHashMap<>();
            turn.put("role", role);
            turn.put("content", contents.get(i));
            turns.add(turn);
        }
        Map<String, Object> values = new HashMap<>(file.specialTokens());
        values.put("messages", turns);
        values.put("add_generation_prompt", generation);
        RenderOutcome outcome = template.render(values);
        Optional<String> refused = outcome.match(rendered -> Optional.empty(), fault -> Optional.of(fault.reason()));
        if (refused.isPresent()) {
            throw new RefusedChatException(refused.get());
        }
        return outcome.match(RenderOutcome.Rendered::text, fault -> "");
    }
}
