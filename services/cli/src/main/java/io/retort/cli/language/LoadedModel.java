package io.retort.cli.language;

import io.retort.learning.huggingface.ModelDirectory;
import io.retort.learning.language.LanguageModel;
import io.retort.learning.language.PrecisionProbe;
import io.retort.learning.torch.TorchEngine;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A language model in memory, and the directory it comes from. */
public record LoadedModel(ModelDirectory directory, LanguageModel model) implements AutoCloseable {

    /** Loads it in the precision that is fastest here, on all processors. */
    public static LoadedModel load(Path path) throws IOException {
        ModelDirectory directory = ModelDirectory.open(path);
        try {
            TorchEngine engine = TorchEngine.start(Runtime.getRuntime().availableProcessors());
            return new LoadedModel(
                    directory,
                    LanguageModel.load(
                            directory,
                            engine,
                            new PrecisionProbe(engine, directory.configuration())
                                    .run()
                                    .fastest()));
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** Bytes of the files that hold the weights. */
    public static long weightBytes(Path directory) throws IOException {
        long bytes = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "model*.safetensors")) {
            for (Path file : files) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    @Override
    public void close() {
        model.close();
        directory.close();
    }
}
