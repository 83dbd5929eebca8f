package io.retort.server.completion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the body of {@code POST /v1/completions}. */
public final class TextRequestReader implements CompletionRequestReader {

    /** What OpenAI's API takes where nothing is said. */
    private static final int TOKENS = 16;

    private static final String ALLOWED =
            "a text, an array of texts, an array of token ids, or an array of such arrays";

    private final RequestBody body;
    private final RequestLimits limits;

    public TextRequestReader(RequestLimits limits) {
        this.body = new RequestBody(limits.bytes());
        this.limits = limits;
    }

    @Override
    public CompletionRequest read(byte[] bytes) {
        Fields fields = body.read(bytes);
        Optional<String> model = fields.text("model");
        List<CompletionPrompt> prompts = prompts(fields);
        Sampling sampling = CommonFields.sampling(fields);
        int most = fields.whole("max_tokens", 1, limits.tokens())
                .map(Math::toIntExact)
                .orElse(Math.min(TOKENS, limits.tokens()));
        CommonFields.requireOnlyWhatIsDone(fields);
        fields.requireNeutral("best_of", CommonFields.is(1), "1");
        fields.requireNeutral("echo", CommonFields.isFalse(), "false");
        fields.requireNeutral("logprobs", value -> false, "null");
        fields.requireNeutral(
                "suffix", value -> value.isTextual() && value.textValue().isEmpty(), "an empty text");
        CompletionRequest request =
                new CompletionRequest(model, prompts, Optional.of(most), sampling, CommonFields.streaming(fields));
        fields.refuseOthers();
        return request;
    }

    private List<CompletionPrompt> prompts(Fields fields) {
        JsonNode prompt = fields.required("prompt", ALLOWED);
        if (!prompt.isArray() || isTokens(prompt)) {
            return List.of(prompt(fields, prompt));
        }
        if (prompt.isEmpty() || prompt.size() > limits.prompts()) {
            throw fields.invalid("prompt", "has " + prompt.size() + " prompts", "1 to " + limits.prompts());
        }
        List<CompletionPrompt> prompts = new ArrayList<>();
        prompt.forEach(each -> prompts.add(prompt(fields, each)));
        return prompts;
    }

    private static CompletionPrompt prompt(Fields fields, JsonNode prompt) {
        if (isTokens(prompt)) {
            List<Integer> ids = new ArrayList<>();
            prompt.forEach(id -> ids.add(id.intValue()));
            return new CompletionPrompt.Tokens(ids);
        }
        return Texts.of(prompt)
                .map(CompletionPrompt.Text::new)
                .orElseThrow(() -> fields.invalid("prompt", "is something else", ALLOWED));
    }

    private static boolean isTokens(JsonNode prompt) {
        if (!prompt.isArray() || prompt.isEmpty()) {
            return false;
        }
        for (JsonNode id : prompt) {
            if (!id.isIntegralNumber() || !id.canConvertToInt()) {
                return false;
            }
        }
        return true;
    }
}
