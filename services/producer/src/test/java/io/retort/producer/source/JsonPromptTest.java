package io.retort.producer.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.schemas.record.ChatRole;
import io.retort.schemas.record.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPromptTest {

    private static final String USER = "{'role': 'user', 'content': 'Where is it?'}";
    private static final String ASSISTANT = "{'role': 'assistant', 'content': 'On its way.'}";
    private static final String SYSTEM = "{'role': 'system', 'content': 'Be brief.'}";

    @Test
    void shouldReadEachFormByItsFields() {
        assertThat(content("{'text': 'one', 'id': 7}")).isEqualTo(PromptContent.text("one"));
        assertThat(content("{'prompt': 'one'}")).isEqualTo(PromptContent.text("one"));
        assertThat(content("{'prompt': 'one', 'response': ' two\\n'}"))
                .isEqualTo(new PromptContent("one", " two\n", List.of()));
        assertThat(content("{'messages': [" + SYSTEM + "," + USER + "," + ASSISTANT + "," + USER + "]}"))
                .isEqualTo(PromptContent.chat(List.of(
                        new Message(ChatRole.SYSTEM, "Be brief."),
                        new Message(ChatRole.USER, "Where is it?"),
                        new Message(ChatRole.ASSISTANT, "On its way."),
                        new Message(ChatRole.USER, "Where is it?"))));
    }

    @Test
    void shouldTakeNullForAbsent() {
        assertThat(content("{'text': null, 'prompt': 'one', 'response': null, 'messages': null}"))
                .isEqualTo(PromptContent.text("one"));
    }

    @ParameterizedTest(name = "{index}: {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    [1]                                            | MALFORMED_JSON | is no JSON object
                    ""                                             | MALFORMED_JSON | is no JSON object
                    {'text': 'a'} {}                               | MALFORMED_JSON | is not one JSON value
                    {'body': 'a'}                                  | NO_FIELD       | none of the fields text, prompt, messages
                    {'response': 'a'}                              | NO_FIELD       | none of the fields text, prompt, messages
                    {'text': 'a', 'prompt': 'a'}                   | AMBIGUOUS      | the fields text and prompt
                    {'prompt': 'a', 'messages': []}                | AMBIGUOUS      | the fields prompt and messages
                    {'text': 'a', 'response': 'b'}                 | AMBIGUOUS      | the fields text and response
                    {'prompt': ['a']}                              | NOT_TEXT       | in field 'prompt' but ARRAY
                    {'prompt': 'a', 'response': 3}                 | NOT_TEXT       | in field 'response' but NUMBER
                    {'prompt': ' ', 'response': 'b'}               | EMPTY          | has no text in its prompt
                    {'prompt': 'a', 'response': ''}                | EMPTY          | has no text in its response
                    {'prompt': 'a', 'response': 'x\\u0000'}        | NUL            | the character NUL in its response
                    {'prompt': 'a', 'response': '\\ud83d'}         | INVALID_UTF8   | half a surrogate pair in its response
                    """)
    void shouldRefuse(String record, RefusalReason reason, String message) {
        assertThat(refused(record).reason()).isEqualTo(reason);
        assertThat(refused(record).message()).startsWith("record 1 ").contains(message);
    }

    @ParameterizedTest(name = "{index}: {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    'user: hello'              | MALFORMED_CHAT | no array in field 'messages' but STRING
                    []                         | MALFORMED_CHAT | no message of a user
                    [SYSTEM]                   | MALFORMED_CHAT | no message of a user
                    [ASSISTANT,USER]           | MALFORMED_CHAT | role assistant in message 1; allowed there: user
                    [SYSTEM,ASSISTANT]         | MALFORMED_CHAT | role assistant in message 2; allowed there: user
                    [SYSTEM,SYSTEM,USER]       | MALFORMED_CHAT | role system in message 2; allowed there: user
                    [USER,SYSTEM]              | MALFORMED_CHAT | role system in message 2; allowed there: assistant
                    [USER,USER]                | MALFORMED_CHAT | role user in message 2; allowed there: assistant
                    [USER,ASSISTANT,ASSISTANT] | MALFORMED_CHAT | role assistant in message 3; allowed there: user
                    [USER,{'role':'tool','content':'a'}]    | MALFORMED_CHAT | a message 2 without a known role
                    [{'role':'User','content':'a'}]         | MALFORMED_CHAT | a message 1 without a known role
                    [{'content':'a'}]                       | MALFORMED_CHAT | a message 1 without a known role
                    [USER,'a']                              | MALFORMED_CHAT | a message 2 without a known role
                    [USER,{'role':'assistant','content':null}] | NOT_TEXT    | in the content of message 2 but NULL
                    [{'role':'user','content':[{'type':'text'}]}] | NOT_TEXT | in the content of message 1 but ARRAY
                    [USER,{'role':'assistant','content':' '}]  | EMPTY       | has no text in message 2
                    [SYSTEM,{'role':'user','content':'\\ud83d'}] | INVALID_UTF8 | half a surrogate pair in message 2
                    """)
    void shouldRefuseWhatIsNoChat(String messages, RefusalReason reason, String message) {
        String array = messages.replace("SYSTEM", SYSTEM).replace("USER", USER).replace("ASSISTANT", ASSISTANT);
        ReadOutcome.Refused refused = refused("{'messages': " + array + "}");

        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.message()).contains(message).doesNotContain("Where is it?");
    }

    @Test
    void shouldReadANamedFieldAsAPlainTextWhateverElseThereIs() {
        assertThat(read("{'prompt': 'one', 'response': 'two'}", RecordLayout.jsonLines("prompt")))
                .isInstanceOfSatisfying(ReadOutcome.Read.class, read -> assertThat(read.content())
                        .isEqualTo(PromptContent.text("one")));
    }

    private static PromptContent content(String record) {
        return read(record, RecordLayout.jsonPrompts())
                .match(
                        ReadOutcome.Read::content,
                        refused -> {
                            throw new AssertionError(refused.message());
                        },
                        pending -> PromptContent.text("pending"),
                        end -> PromptContent.text("end"));
    }

    private static ReadOutcome.Refused refused(String record) {
        return (ReadOutcome.Refused) read(record, RecordLayout.jsonPrompts());
    }

    private static ReadOutcome read(String record, RecordLayout layout) {
        byte[] bytes = record.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return new ContentCheck(layout.field()).read(Originals.of("file:x", 0, bytes), "record 1");
    }
}
