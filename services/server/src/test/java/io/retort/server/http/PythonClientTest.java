package io.retort.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.server.TinyCheckpoints;
import io.retort.server.generation.GenerationMetrics;
import io.retort.server.model.LanguageModelLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** OpenAI's own client for Python asks a real, small model, where a {@code python3} on the path has it. */
@Timeout(120)
class PythonClientTest {

    private static final Path SCRIPT = Path.of("src/test/python/openai_client.py");

    @TempDir
    private Path directory;

    @Test
    void shouldUnderstandThePythonClient() throws Exception {
        assumeTrue(
                exit(new ProcessBuilder("python3", "-c", "import openai")) == 0,
                "no python3 with the package openai on the path: pip install openai");
        Path tokens = Files.writeString(directory.resolve("tokens"), "secret");
        Path output = directory.resolve("output");
        try (RunningApi api = new RunningApi(
                directory,
                Tokens.of(tokens),
                LimitSettings.DEFAULTS,
                new LanguageModelLoader(RunningApi.GENERATION, new GenerationMetrics(new SimpleMeterRegistry())))) {
            api.promote(TinyCheckpoints.STUDENT, TinyCheckpoints.write(directory.resolve("checkpoints"), 7));

            int exit = exit(new ProcessBuilder(
                            "python3",
                            SCRIPT.toString(),
                            api.address.resolve("/v1").toString(),
                            "secret")
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile()));

            assertThat(exit)
                    .as(Files.readString(output, StandardCharsets.UTF_8))
                    .isZero();
        }
    }

    private static int exit(ProcessBuilder command) throws InterruptedException {
        try {
            Process process = command.start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return -1;
            }
            return process.exitValue();
        } catch (IOException e) {
            return -1;
        }
    }
}
