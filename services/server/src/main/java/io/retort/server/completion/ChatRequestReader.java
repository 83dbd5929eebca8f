package io.retort.server.completion;

import com.fasterxml.jackson.databind.JsonNode;
import io.retort.schemas.record.ChatRole;
import io.retort.schemas.record.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads the body of {@code POST /v1/chat/completions}. */
public final class ChatRequestReader implements CompletionRequestReader {

    private static final String ALLOWED = "an array of messages, at least one";

    private final RequestBody body;
    private final RequestLimits limits;

    public ChatRequestReader(RequestLimits limits) {
        this.body = new RequestBody(limits.bytes());
        this.limits = limits;
    }

    @Override
    public CompletionRequest read(byte[] bytes) {
        Fields fields = body.read(bytes);
        Optional<String> model = fields.text("model");
        CompletionPrompt chat = new CompletionPrompt.Chat(messages(fields));
        Sampling sampling = CommonFields.sampling(fields);
        Optional<Integer> most = most(fields);
        CommonFields.requireOnlyWhatIsDone(fields);
        fields.ignore("parallel_tool_calls"); // there are none to be made
        fields.requireNeutral("logprobs", CommonFields.isFalse(), "false");
        fields.requireNeutral("top_logprobs", CommonFields.is(0), "0");
        fields.requireNeutral("tools", JsonNode::isEmpty, "an empty array");
        fields.requireNeutral("functions", JsonNode::isEmpty, "an empty array");
        fields.requireNeutral("tool_choice", isText("none"), "\"none\"");
        fields.requireNeutral("function_call", isText("none"), "\"none\"");
        fields.requireNeutral("response_format", ChatRequestReader::isPlain, "{\"type\": \"text\"}");
        fields.requireNeutral("modalities", ChatRequestReader::isTextAlone, "[\"text\"]");
        CompletionRequest request =
                new CompletionRequest(model, List.of(chat), most, sampling, CommonFields.streaming(fields));
        fields.refuseOthers();
        return request;
    }

    private Optional<Integer> most(Fields fields) {
        Optional<Long> older = fields.whole("max_tokens", 1, limits.tokens());
        Optional<Long> newer = fields.whole("max_completion_tokens", 1, limits.tokens());
        if (older.isPresent() && newer.isPresent() && !older.equals(newer)) {
            throw fields.invalid("max_tokens", "is not max_completion_tokens", "one of the two, or both the same");
        }
        return newer.or(() -> older).map(Math::toIntExact);
    }

    private static List<Message> messages(Fields fields) {
        JsonNode array = fields.required("messages", ALLOWED);
        if (!array.isArray() || array.isEmpty()) {
            throw fields.invalid("messages", "has no message", ALLOWED);
        }
        List<Message> messages = new ArrayList<>();
        for (JsonNode message : array) {
            String name = "messages[" + messages.size() + "]";
            if (!message.isObject()) {
                throw fields.invalid(name, "is no object", "an object with role and content");
            }
            messages.add(message(new Fields(name + ".", message)));
        }
        return messages;
    }

    private static Message message(Fields fields) {
        ChatRole role = role(fields);
        String content = content(fields);
        fields.refuseOthers();
        return new Message(role, content);
    }

    private static ChatRole role(Fields fields) {
        String allowed = "system, developer, user, assistant";
        String role = fields.text("role").orElseThrow(() -> fields.invalid("role", "is missing", allowed));
        return switch (role) {
            case "system", "developer" -> ChatRole.SYSTEM;
            case "user" -> ChatRole.USER;
            case "assistant" -> ChatRole.ASSISTANT;
            default -> throw fields.invalid("role", "is another", allowed);
        };
    }

    private static String content(Fields fields) {
        String allowed = "a text, or an array of parts, each {\"type\": \"text\", \"text\": ...}";
        JsonNode content = fields.required("content", allowed);
        if (!content.isArray()) {
            return Texts.of(content).orElseThrow(() -> fields.invalid("content", "is something else", allowed));
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            boolean plain = "text".equals(part.path("type").textValue()) && part.size() == 2;
            text.append(Texts.of(part.path("text"))
                    .filter(piece -> plain)
                    .orElseThrow(() -> fields.invalid("content", "has another part", allowed)));
        }
        return text.toString();
    }

    private static Predicate<JsonNode> isText(String text) {
        return value -> text.equals(value.textValue());
    }

    private static boolean isPlain(JsonNode format) {
        return format.size() == 1 && "text".equals(format.path("type").textValue());
    }

    private static boolean isTextAlone(JsonNode modalities) {
        return modalities.size() == 1 && "text".equals(modalities.path(0).textValue());
    }
}
