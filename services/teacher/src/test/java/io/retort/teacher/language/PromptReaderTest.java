package io.retort.teacher.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.learning.huggingface.TokenizedText;
import io.retort.learning.student.TokenSpan;
import io.retort.schemas.record.ChatRole;
import io.retort.schemas.record.Message;
import io.retort.schemas.record.Prompt;
import io.retort.teacher.Prompts;
import io.retort.teacher.UnlabellableReason;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A character is a token here; a chat is a token 0 before each message, and a 1 behind the assistant's. */
class PromptReaderTest {

    private static final int BEGINNING = 7;

    private static final SequenceLimit LIMIT = new SequenceLimit(10);

    @Test
    void shouldTakeATextForAUsersMessage() {
        assertOpen(chatting(LabelledTokens.RESPONSES).read(Prompts.of("ab")), 0, 'a', 'b', 0);
    }

    @Test
    void shouldTakeAResponseForTheAssistantsMessage() {
        assertWhole(
                chatting(LabelledTokens.RESPONSES).read(answered("a", "xy")),
                new TokenSpan(3, 6),
                0,
                'a',
                0,
                'x',
                'y',
                1);
    }

    @Test
    void shouldLabelTheAssistantsTurnAtTheEndOfAChat() {
        Prompt chat = chat(
                new Message(ChatRole.SYSTEM, "s"), new Message(ChatRole.USER, "u"), message(ChatRole.ASSISTANT, "v"));

        assertWhole(chatting(LabelledTokens.RESPONSES).read(chat), new TokenSpan(5, 7), 0, 's', 0, 'u', 0, 'v', 1);
    }

    @Test
    void shouldContinueAChatThatEndsWithTheUsersTurnAndLabelWhatTheAssistantSaidBefore() {
        Prompt chat = chat(message(ChatRole.USER, "u"), message(ChatRole.ASSISTANT, "v"), message(ChatRole.USER, "w"));

        ReadPrompt read = chatting(LabelledTokens.RESPONSES).read(chat);

        assertOpen(read, 0, 'u', 0, 'v', 1, 0, 'w', 0);
        assertThat(((ReadPrompt.Open) read).labelled()).containsExactly(new TokenSpan(3, 5));
    }

    @Test
    void shouldLabelAllTokensButTheFirstIfSoAsked() {
        assertWhole(chatting(LabelledTokens.ALL).read(answered("a", "x")), new TokenSpan(1, 5), 0, 'a', 0, 'x', 1);
    }

    @Test
    void shouldReadATextAsADocumentWithoutATemplate() {
        PromptReader reader = plain(Texts.PROMPT);

        assertOpen(reader.read(Prompts.of("ab")), BEGINNING, 'a', 'b');
        assertWhole(reader.read(answered("ab", "x")), new TokenSpan(3, 4), BEGINNING, 'a', 'b', 'x');
        assertUnreadable(reader.read(chat(message(ChatRole.USER, "u"))), UnlabellableReason.REFUSED_CHAT);
    }

    @Test
    void shouldLabelADocumentFromItsSecondTokenOn() {
        assertWhole(plain(Texts.DOCUMENT).read(Prompts.of("abc")), new TokenSpan(1, 4), BEGINNING, 'a', 'b', 'c');
        PromptReader withoutBeginning = plain(Texts.DOCUMENT, SpelledChats::spell);
        assertWhole(withoutBeginning.read(Prompts.of("abc")), new TokenSpan(1, 3), 'a', 'b', 'c');
        assertUnreadable(withoutBeginning.read(Prompts.of("a")), UnlabellableReason.EMPTY_TEXT);
    }

    @Test
    void shouldRefuseWhatCannotBeRead() {
        PromptReader chatting = chatting(LabelledTokens.RESPONSES);

        assertUnreadable(chatting.read(Prompts.of(" \t\u0000")), UnlabellableReason.EMPTY_TEXT);
        assertUnreadable(plain(Texts.PROMPT).read(Prompts.of("a\ud800")), UnlabellableReason.MALFORMED_TEXT);
        assertUnreadable(plain(Texts.PROMPT).read(answered("a", "\ud800")), UnlabellableReason.MALFORMED_TEXT);
        assertUnreadable(plain(Texts.PROMPT).read(answered("a", "")), UnlabellableReason.EMPTY_TEXT);
        assertUnreadable(chatting.read(Prompts.of("a\ud800")), UnlabellableReason.MALFORMED_TEXT);
        assertUnreadable(chatting.read(Prompts.of("123456789")), UnlabellableReason.TOO_LONG);
    }

    private static PromptReader chatting(LabelledTokens labelled) {
        return new PromptReader(
                Optional.of(new SpelledChats()),
                SpelledChats::spell,
                PromptReaderTest::begun,
                Texts.PROMPT,
                labelled,
                LIMIT);
    }

    private static PromptReader plain(Texts texts) {
        return plain(texts, PromptReaderTest::begun);
    }

    private static PromptReader plain(Texts texts, TextReader documents) {
        return new PromptReader(
                Optional.empty(), SpelledChats::spell, documents, texts, LabelledTokens.RESPONSES, LIMIT);
    }

    private static TokenizedText begun(String text) {
        return SpelledChats.spell(text)
                .match(
                        tokens -> new TokenizedText.Tokens(
                                IntStream.concat(IntStream.of(BEGINNING), Arrays.stream(tokens.ids()))
                                        .toArray()),
                        malformed -> malformed);
    }

    private static Prompt answered(String text, @Nullable String response) {
        return new Prompt("id", "test", 0L, text, response, List.of(), Instant.EPOCH);
    }

    private static Prompt chat(Message... messages) {
        return new Prompt("id", "test", 0L, "", null, List.of(messages), Instant.EPOCH);
    }

    private static Message message(ChatRole role, String content) {
        return new Message(role, content);
    }

    private static void assertOpen(ReadPrompt read, int... tokens) {
        assertThat(read).isInstanceOfSatisfying(ReadPrompt.Open.class, open -> assertThat(open.tokens())
                .containsExactly(tokens));
    }

    private static void assertWhole(ReadPrompt read, TokenSpan labelled, int... tokens) {
        assertThat(read).isInstanceOfSatisfying(ReadPrompt.Whole.class, whole -> {
            assertThat(whole.tokens().ids()).containsExactly(tokens);
            assertThat(whole.tokens().labelled()).containsExactly(labelled);
        });
    }

    private static void assertUnreadable(ReadPrompt read, UnlabellableReason reason) {
        assertThat(read)
                .isInstanceOfSatisfying(ReadPrompt.Unreadable.class, unreadable -> assertThat(unreadable.reason())
                        .isEqualTo(reason));
    }
}
