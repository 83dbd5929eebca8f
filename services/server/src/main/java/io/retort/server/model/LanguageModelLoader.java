package io.retort.server.model;

import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.huggingface.ModelDirectory;
import io.retort.learning.language.LanguageModel;
import io.retort.learning.torch.TorchEngine;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.server.generation.DecodingThread;
import io.retort.server.generation.GenerationMetrics;
import io.retort.server.generation.GenerationSettings;
import java.io.IOException;
import java.nio.file.Path;

/** Loads causal language models, their weights alone, to write in PyTorch. */
public final class LanguageModelLoader implements ModelLoader {

    private final GenerationSettings settings;
    private final GenerationMetrics metrics;

    public LanguageModelLoader(GenerationSettings settings, GenerationMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public String kind() {
        return LanguageModelFiles.KIND;
    }

    @Override
    public boolean needs(String file) {
        return LanguageModelFiles.areNeeded(file);
    }

    @Override
    public ServedModel load(Path path) throws IOException {
        ModelDirectory directory = ModelDirectory.open(path);
        try {
            ModelConfiguration configuration = directory.configuration();
            TorchEngine engine = TorchEngine.start(settings.threads());
            LanguageModel model = LanguageModel.load(configuration, directory.weights(), engine, settings.precision());
            return new ServedDecoding(
                    new LabelSpaceReference(
                            LabelSpaceKind.VOCABULARY,
                            directory.tokenizer().fingerprint(),
                            configuration.vocabularySize()),
                    configuration.contextLength(),
                    new TokenizerText(directory.tokenizer(), directory.chatTemplate()),
                    new DecodingThread(new DecodingGenerator(directory, model), settings, metrics));
        } catch (IOException | RuntimeException | Error e) {
            directory.close();
            throw e;
        }
    }
}
