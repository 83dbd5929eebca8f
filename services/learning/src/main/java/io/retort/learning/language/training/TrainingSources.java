package io.retort.learning.language.training;

import io.retort.learning.language.Precision;
import io.retort.learning.torch.TorchSources;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The TorchScript files that training adds to a language model's own. */
final class TrainingSources {

    private TrainingSources() {}

    static List<String> of(Precision precision, DistillationLoss loss) {
        List<String> sources = new ArrayList<>(TorchSources.shared());
        Stream.of(
                        learned(loss),
                        products(precision),
                        "head.py",
                        "attention_groups.py",
                        "attention.py",
                        "layers.py",
                        "training.py")
                .map(file -> TorchSources.read(TrainingSources.class, file))
                .forEach(sources::add);
        return sources;
    }

    private static String learned(DistillationLoss loss) {
        return loss.match(
                forwardKl -> "learned_forward_kl.py",
                reverseKl -> "learned_reverse_kl.py",
                jensenShannon -> "learned_jensen_shannon.py");
    }

    private static String products(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> "products_plain.py";
            case FLOAT32_ONEDNN -> "products_onednn.py";
            case BFLOAT16 -> "products_bfloat16.py";
        };
    }
}
