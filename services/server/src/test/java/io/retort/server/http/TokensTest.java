package io.retort.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("tokens"), "# of a test\n\n  first-token\nsecond-token  \n");
    }

    @Test
    void shouldAdmitEachTokenOfTheFileAndNothingElse() throws IOException {
        Tokens tokens = Tokens.of(file);

        assertThat(tokens.admit("Bearer first-token")).isTrue();
        assertThat(tokens.admit("bearer second-token")).isTrue();
        assertThat(tokens.admit("Bearer first-toke")).isFalse();
        assertThat(tokens.admit("Bearer first-token2")).isFalse();
        assertThat(tokens.admit("Bearer # of a test")).isFalse();
        assertThat(tokens.admit("Bearer ")).isFalse();
        assertThat(tokens.admit("first-token")).isFalse();
        assertThat(tokens.admit("Basic first-token")).isFalse();
        assertThat(tokens.admit(null)).isFalse();
    }

    @Test
    void shouldAdmitEverybodyWithoutAFile() {
        assertThat(Tokens.none().admit(null)).isTrue();
        assertThat(Tokens.none().areRequired()).isFalse();
    }

    @Test
    void shouldReadTheFileAgainWhenItHasChanged() throws IOException {
        Tokens tokens = Tokens.of(file);

        Files.writeString(file, "third-token");

        await().atMost(LIMIT).until(() -> tokens.admit("Bearer third-token"));
        assertThat(tokens.admit("Bearer first-token")).isFalse();
    }

    @Test
    void shouldAdmitNobodyOnceTheFileIsEmpty() throws IOException {
        Tokens tokens = Tokens.of(file);

        Files.writeString(file, "");

        await().atMost(LIMIT).until(() -> !tokens.admit("Bearer first-token"));
        assertThat(tokens.admit("Bearer ")).isFalse();
        assertThat(tokens.areRequired()).isTrue();
    }

    @Test
    void shouldAskForATokenBeforeAnythingElseUnderTheApi() throws Exception {
        try (RunningApi api = new RunningApi(directory, Tokens.of(file))) {
            api.promote(1);

            HttpResponse<String> none = api.classify("no json at all");
            HttpResponse<String> wrong = api.classify("{\"input\": \"a\"}", "Authorization", "Bearer wrong-token");
            HttpResponse<String> right = api.classify("{\"input\": \"a\"}", "Authorization", "Bearer first-token");

            assertThat(none.statusCode()).isEqualTo(401);
            assertThat(none.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(wrong.body()).contains("unauthorized").doesNotContain("wrong-token");
            assertThat(right.statusCode()).isEqualTo(200);
            assertThat(api.get("/v1/models").statusCode()).isEqualTo(401);
            assertThat(api.get("/v1/nothing").statusCode()).isEqualTo(401);
            assertThat(api.get("/openapi.json").statusCode()).isEqualTo(200);
        }
    }
}
