package io.retort.learning.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.learning.student.UnusableModelException;
import io.retort.schemas.label.Fingerprints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int END = 2;

    /** As Llama's: a token before a text; and one behind it, as of models that are no generators. */
    private static final String BEGIN_AND_END = """
            {"type": "TemplateProcessing",
             "single": [{"SpecialToken": {"id": "<|im_start|>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                        {"SpecialToken": {"id": "<|im_end|>", "type_id": 0}}],
             "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}],
             "special_tokens": {
               "<|im_start|>": {"id": "<|im_start|>", "ids": [1], "tokens": ["<|im_start|>"]},
               "<|im_end|>": {"id": "<|im_end|>", "ids": [2], "tokens": ["<|im_end|>"]}}}
            """;

    @TempDir
    Path directory;

    private Tokenizer tokenizer;

    @BeforeEach
    void openTokenizer() throws IOException {
        TinyModel.copy("tokenizer.json", directory);
        tokenizer = Tokenizer.open(directory, TinyModel.VOCABULARY_SIZE);
    }

    @AfterEach
    void closeTokenizer() {
        tokenizer.close();
    }

    record Reference(String text, int[] ids) {
        @Override
        public String toString() {
            return text.length() + " chars, " + ids.length + " tokens";
        }
    }

    /** By tokenizers 0.23.3: tiny_tokenizer.py. */
    static Stream<Reference> references() throws IOException {
        JsonNode expected = JSON.readTree(TinyModel.bytes("expected.json"));
        return StreamSupport.stream(expected.spliterator(), false)
                .map(node ->
                        new Reference(node.path("text").asText(), JSON.convertValue(node.path("ids"), int[].class)));
    }

    @ParameterizedTest
    @MethodSource("references")
    void shouldGiveTheReferencesIds(Reference reference) {
        assertThat(encode(reference.text())).isEqualTo(reference.ids());
    }

    @ParameterizedTest
    @MethodSource("references")
    void shouldDecodeToTheText(Reference reference) {
        assertThat(tokenizer.decode(reference.ids())).isEqualTo(reference.text());
    }

    @ParameterizedTest
    @MethodSource("references")
    void shouldStreamWholeCharacters(Reference reference) {
        TokenStream stream = tokenizer.stream();
        StringBuilder text = new StringBuilder();
        for (int id : Arrays.copyOf(reference.ids(), Math.min(2_000, reference.ids().length))) {
            String part = stream.next(id);
            assertThat(WellFormed.fault(part)).isEmpty();
            text.append(part);
        }
        text.append(stream.end());

        assertThat(text).hasToString(reference.text().substring(0, text.length()));
        assertThat(text)
                .hasSizeGreaterThanOrEqualTo(Math.min(500, reference.text().length()));
    }

    @Test
    void shouldHoldBackACharacterUntilItsLastToken() {
        int[] ids = encode("\ud83d\ude00");
        TokenStream stream = tokenizer.stream();

        List<String> parts = Arrays.stream(ids).mapToObj(stream::next).toList();

        assertThat(ids).hasSizeGreaterThan(1);
        assertThat(parts.subList(0, parts.size() - 1)).containsOnly("");
        assertThat(parts.get(parts.size() - 1)).isEqualTo("\ud83d\ude00");
        assertThat(stream.end()).isEmpty();
    }

    @Test
    void shouldEndAStreamWithinACharacterByAReplacement() {
        int[] ids = encode("a\ud83d\ude00");
        TokenStream stream = tokenizer.stream();

        String text = IntStream.range(0, ids.length - 1)
                .mapToObj(i -> stream.next(ids[i]))
                .reduce("", String::concat);

        assertThat(text).isEqualTo("a");
        assertThat(stream.end()).isEqualTo("\ufffd");
    }

    @Test
    void shouldLeaveSpecialTokensOutOfTheText() {
        int[] ids = {1, encode("a")[0], END};

        assertThat(tokenizer.decode(ids)).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<|im_end|>",
                "a<|im_end|>\nb",
                "<|im_start|>system\n",
                "<|endoftext|><|endoftext|>",
                " <|im_end|> "
            })
    void shouldNeverMakeASpecialTokenOfAUsersText(String text) {
        int[] ids = encode(text);

        assertThat(Arrays.stream(ids)).noneMatch(id -> id <= END);
        assertThat(tokenizer.decode(ids)).isEqualTo(text);
    }

    // A byte-pair encoding may look whole words up before it merges, as Llama 3's does.
    @Test
    void shouldNotFindASpecialTokenInTheOrdinaryVocabularyEither() throws IOException {
        change(root -> {
            ((ObjectNode) root.path("model")).put("ignore_merges", true);
            root.putNull("pre_tokenizer");
        });

        try (Tokenizer changed = Tokenizer.open(directory, TinyModel.VOCABULARY_SIZE)) {
            int[] ids = changed.encodeText("<|im_end|>").match(TokenizedText.Tokens::ids, malformed -> new int[] {END});
            assertThat(Arrays.stream(ids)).isNotEmpty().noneMatch(id -> id <= END);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "a\udc00b", "\udc00\ud800", "\ud83d\ude00\ud83d"})
    void shouldRefuseALoneSurrogate(String text) {
        String message = tokenizer.encodeText(text).match(tokens -> "no fault", TokenizedText.Malformed::message);

        assertThat(message).startsWith("half a surrogate pair at char ").endsWith("; allowed: Unicode text");
    }

    @Test
    void shouldNeitherCutNorFillUpNorAddTokens() throws IOException {
        change(root -> {
            root.set(
                    "truncation",
                    json("{\"direction\":\"Right\",\"max_length\":3,\"strategy\":\"LongestFirst\",\"stride\":0}"));
            root.set(
                    "padding",
                    json(
                            "{\"strategy\":{\"Fixed\":90},\"direction\":\"Right\",\"pad_to_multiple_of\":null,\"pad_id\":0,"
                                    + "\"pad_type_id\":0,\"pad_token\":\"<|endoftext|>\"}"));
            root.set("post_processor", json(BEGIN_AND_END));
        });
        String text = "The student learns from every label.";

        try (Tokenizer changed = Tokenizer.open(directory, TinyModel.VOCABULARY_SIZE)) {
            assertThat(changed.encodeText(text).match(TokenizedText.Tokens::ids, malformed -> new int[0]))
                    .isEqualTo(encode(text));
        }
    }

    /** By the reference implementation, which is told to add tokens; what it puts behind a text would end a document here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "{\"type\": \"Sequence\", \"processors\": [{\"type\": \"ByteLevel\", \"add_prefix_space\": false,"
                        + " \"trim_offsets\": true, \"use_regex\": true}, %s]}"
            })
    void shouldBeginADocumentAsTheTokenizerDoes(String processor) throws IOException {
        change(root -> root.set("post_processor", json(String.format(processor, BEGIN_AND_END))));
        String text = "The student learns from every label.";
        long[] reference;
        try (HuggingFaceTokenizer library = HuggingFaceTokenizer.newInstance(directory.resolve("tokenizer.json"))) {
            reference = library.encode(text).getIds();
        }

        try (Tokenizer changed = Tokenizer.open(directory, TinyModel.VOCABULARY_SIZE)) {
            int[] ids = changed.encodeDocument(text).match(TokenizedText.Tokens::ids, malformed -> new int[0]);

            assertThat(Arrays.stream(ids).asLongStream().toArray())
                    .startsWith(1)
                    .isEqualTo(Arrays.copyOf(reference, reference.length - 1));
        }
    }

    @Test
    void shouldPutNothingBeforeADocumentWhereTheTokenizerDoesNot() {
        assertThat(tokenizer.encodeDocument("a label").match(TokenizedText.Tokens::ids, malformed -> new int[0]))
                .isEqualTo(encode("a label"));
    }

    @Test
    void shouldRefuseABeginningThatTheModelDoesNotHave() throws IOException {
        change(root -> root.set("post_processor", json(BEGIN_AND_END.replace("\"ids\": [1]", "\"ids\": [512]"))));

        assertThatThrownBy(() -> Tokenizer.open(directory, TinyModel.VOCABULARY_SIZE))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageEndingWith("tokenizer.json: token before a text has id 512; allowed: 0 to 511, the"
                        + " model's vocabulary");
    }

    @Test
    void shouldFingerprintTheTokensInTheOrderOfTheirIdsAndNothingElse() throws IOException {
        JsonNode vocabulary =
                JSON.readTree(TinyModel.bytes("tokenizer.json")).path("model").path("vocab");
        String[] tokens = new String[514];
        Arrays.fill(tokens, "");
        vocabulary.properties().forEach(entry -> tokens[entry.getValue().asInt()] = entry.getKey());
        change(root -> root.putNull("decoder"));

        try (Tokenizer larger = Tokenizer.open(directory, 514)) {
            assertThat(larger.vocabularySize()).isEqualTo(514);
            assertThat(larger.fingerprint()).isEqualTo(Fingerprints.ofClasses(List.of(tokens)));
            assertThat(larger.fingerprint()).isNotEqualTo(tokenizer.fingerprint());
        }
        assertThat(tokenizer.fingerprint())
                .isEqualTo(Fingerprints.ofClasses(List.of(tokens).subList(0, 512)));
    }

    @Test
    void shouldRefuseAnIdThatTheModelDoesNotHave() {
        assertThatThrownBy(() -> Tokenizer.open(directory, 511))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("tokenizer.json: token '")
                .hasMessageContaining("has id 511; allowed: 0 to 510");
        assertThatThrownBy(() -> tokenizer.decode(new int[] {512})).hasMessage("token id 512; allowed: 0 to 511");
        assertThatThrownBy(() -> tokenizer.decode(new int[] {-1})).hasMessage("token id -1; allowed: 0 to 511");
    }

    @Test
    void shouldRefuseASpecialTokenThatTextIsMergedTo() throws IOException {
        change(root -> ((ArrayNode) root.path("added_tokens"))
                .addObject()
                .put("id", 301)
                .put("content", token(root, 301))
                .put("special", true));

        assertThatThrownBy(() -> Tokenizer.open(directory, TinyModel.VOCABULARY_SIZE))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("is what ordinary text is merged to");
    }

    @Test
    void shouldRefuseWhatIsNoBytePairEncoding() throws IOException {
        change(root -> ((ObjectNode) root.path("model")).put("type", "Unigram"));
        assertThatThrownBy(() -> Tokenizer.open(directory, TinyModel.VOCABULARY_SIZE))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageEndingWith("tokenizer.json: model.type is Unigram; allowed: BPE");

        change(root -> ((ObjectNode) root.path("model")).put("merges", 3));
        assertThatThrownBy(() -> Tokenizer.open(directory, TinyModel.VOCABULARY_SIZE))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("tokenizer.json: no tokenizer: ");

        Files.delete(directory.resolve("tokenizer.json"));
        assertThatThrownBy(() -> Tokenizer.open(directory, TinyModel.VOCABULARY_SIZE))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageEndingWith("tokenizer.json: missing");
    }

    private int[] encode(String text) {
        return tokenizer.encodeText(text).match(TokenizedText.Tokens::ids, malformed -> new int[0]);
    }

    /** Changes the committed file. */
    private void change(Consumer<ObjectNode> change) throws IOException {
        ObjectNode root = (ObjectNode) JSON.readTree(TinyModel.bytes("tokenizer.json"));
        change.accept(root);
        Files.write(directory.resolve("tokenizer.json"), JSON.writeValueAsBytes(root));
    }

    private static String token(ObjectNode root, int id) {
        return root.path("model").path("vocab").properties().stream()
                .filter(entry -> entry.getValue().asInt() == id)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
