package io.retort.server.model;

import io.retort.learning.huggingface.ChatOutcome;
import io.retort.learning.huggingface.ChatTemplate;
import io.retort.learning.huggingface.TokenizedText;
import io.retort.learning.huggingface.Tokenizer;
import io.retort.schemas.record.Message;
import io.retort.server.generation.ModelText;
import java.util.List;
import java.util.Optional;

/** Texts by a model's own tokenizer and template. */
record TokenizerText(Tokenizer tokenizer, Optional<ChatTemplate> template) implements ModelText {

    @Override
    public int[] ofText(String text) {
        return tokenizer.encodeDocument(text).match(TokenizedText.Tokens::ids, malformed -> {
            throw new IllegalArgumentException(malformed.message());
        });
    }

    @Override
    public Optional<ChatOutcome> ofChat(List<Message> messages) {
        return template.map(known -> known.prompt(messages));
    }
}
