package io.retort.learning.language;

import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.huggingface.RopeScaling;
import io.retort.learning.torch.ModuleAttributes;
import io.retort.learning.torch.TorchEngine;
import io.retort.learning.torch.TorchModule;
import io.retort.learning.torch.TorchSources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the TorchScript module of a model: language_model.py, and what calls it, with the model's sizes. */
public final class LanguageModule {

    private LanguageModule() {}

    /**
     * A module with the functions of language_model.py; whoever asks for it closes it.
     *
     * @param more sources with functions that use these
     * @throws RuntimeException if libtorch lacks the library that does products in this precision
     */
    public static TorchModule load(
            TorchEngine engine, ModelConfiguration configuration, Precision precision, List<String> more) {
        List<String> sources = new ArrayList<>(List.of(
                precision.source(),
                TorchSources.read(LanguageModule.class, "rotary.py"),
                TorchSources.read(LanguageModule.class, "language_model.py")));
        sources.addAll(more);
        return engine.load(sources, attributes(configuration));
    }

    private static ModuleAttributes attributes(ModelConfiguration configuration) {
        Map<String, Integer> integers = new LinkedHashMap<>();
        integers.put("layers", configuration.layers());
        integers.put("hidden_size", configuration.hiddenSize());
        integers.put("heads", configuration.heads());
        integers.put("key_value_heads", configuration.keyValueHeads());
        integers.put("head_size", configuration.headSize());
        integers.put("tied", configuration.tiedEmbeddings() ? 1 : 0);
        integers.put("query_tensors", tensors(configuration.attentionBias()));
        integers.put("output_tensors", tensors(configuration.outputBias()));
        integers.put("feed_forward_tensors", tensors(configuration.mlpBias()));
        Map<String, Double> reals = new LinkedHashMap<>();
        reals.put("norm_epsilon", configuration.normEpsilon());
        reals.put("rope_theta", configuration.ropeTheta());
        putScaling(configuration.ropeScaling(), integers, reals);
        return new ModuleAttributes(integers, reals);
    }

    /** rotary.py takes an original context of 0 for a scaling that treats all wavelengths alike, and a factor of 1 for none. */
    private static void putScaling(RopeScaling scaling, Map<String, Integer> integers, Map<String, Double> reals) {
        integers.put(
                "rope_original_context", scaling.match(none -> 0, linear -> 0, RopeScaling.Llama3::originalContext));
        reals.put("rope_factor", scaling.match(none -> 1.0, RopeScaling.Linear::factor, RopeScaling.Llama3::factor));
        reals.put(
                "rope_low_frequency_factor",
                scaling.match(none -> 0.0, linear -> 0.0, RopeScaling.Llama3::lowFrequencyFactor));
        reals.put(
                "rope_high_frequency_factor",
                scaling.match(none -> 0.0, linear -> 0.0, RopeScaling.Llama3::highFrequencyFactor));
    }

    private static int tensors(boolean bias) {
        return bias ? 2 : 1;
    }
}
