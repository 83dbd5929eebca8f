package io.retort.server.completion;

import io.retort.server.generation.Generation;
import io.retort.server.model.ServedLanguageModel;
import io.retort.server.refusal.ErrorCode;
import io.retort.server.refusal.Refusal;
import java.util.List;

/** What is asked, as tokens of the model that is asked. */
public final class PromptTokens {

    private final ServedLanguageModel model;
    private final int most;

    /** @param most tokens of an answer where the request does not say, if the model reads as many */
    public PromptTokens(ServedLanguageModel model, int most) {
        this.model = model;
        this.most = most;
    }

    /** @throws Refusal if a prompt is nothing the model can go on from */
    public List<Generation.Prompt> of(CompletionRequest request) {
        return request.prompts().stream()
                .map(this::tokens)
                .map(tokens -> new Generation.Prompt(tokens, request.sampling().settings(room(request, tokens.length))))
                .toList();
    }

    private int room(CompletionRequest request, int length) {
        int room = model.contextLength() - length;
        if (room < request.most().orElse(1)) {
            throw new Refusal(
                    ErrorCode.CONTEXT_LENGTH_EXCEEDED,
                    "a prompt of " + length + " tokens and an answer of up to "
                            + request.most().orElse(1) + " are more than the " + model.contextLength()
                            + " tokens that the model reads");
        }
        return request.most().orElse(Math.min(room, most));
    }

    private int[] tokens(CompletionPrompt prompt) {
        int[] tokens =
                prompt.match(text -> model.text().ofText(text.text()), ids -> known(ids.ids()), chat -> chat(chat));
        if (tokens.length == 0) {
            throw new Refusal(ErrorCode.UNACCEPTABLE_INPUT, "prompt", "a prompt has no token to go on from");
        }
        return tokens;
    }

    private int[] chat(CompletionPrompt.Chat chat) {
        return model.text()
                .ofChat(chat.messages())
                .orElseThrow(() -> unfit("the model has no template for chats; ask /v1/completions"))
                .match(tokenized -> tokenized.chat().tokens(), refused -> {
                    throw unfit("the model's template does not take these messages: " + refused.reason());
                });
    }

    private static Refusal unfit(String reason) {
        return new Refusal(ErrorCode.UNACCEPTABLE_INPUT, "messages", reason);
    }

    private int[] known(List<Integer> ids) {
        int size = model.labelSpace().getSize();
        for (int id : ids) {
            if (id < 0 || id >= size) {
                throw new Refusal(
                        ErrorCode.INVALID_FIELD, "prompt", "token " + id + "; allowed: from 0 to " + (size - 1));
            }
        }
        return ids.stream().mapToInt(id -> id).toArray();
    }
}
