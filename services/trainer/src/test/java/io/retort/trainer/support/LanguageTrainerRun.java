package io.retort.trainer.support;

import io.retort.learning.huggingface.ModelDirectory;
import io.retort.learning.huggingface.WeightType;
import io.retort.learning.language.Precision;
import io.retort.learning.language.training.DistillationLoss;
import io.retort.learning.language.training.LanguageStudentFactory;
import io.retort.learning.language.training.LanguageStudentSettings;
import io.retort.learning.language.training.LearningRate;
import io.retort.learning.language.training.OptimizerSettings;
import io.retort.learning.language.training.TrainableTensors;
import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.platform.time.Time;
import io.retort.schemas.topic.TopicNames;
import io.retort.trainer.TrainerParts;
import io.retort.trainer.settings.BatchSettings;
import io.retort.trainer.settings.BatchingMode;
import io.retort.trainer.settings.CheckpointSettings;
import io.retort.trainer.settings.RehearsalSettings;
import io.retort.trainer.settings.TrainerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A trainer of a causal language model, as a process of its own. */
public final class LanguageTrainerRun {

    private static final int BATCH = 8;
    private static final int STEPS_A_CHECKPOINT = 10;

    /** Below a batch's tokens, so that most steps are computed in several pieces. */
    private static final int MICRO_BATCH_TOKENS = 64;

    private LanguageTrainerRun() {}

    /** Trains until idle, or replays all checkpoints: command, broker, prefix of topics, student, checkpoints, initial model. */
    public static void main(String[] arguments) throws IOException {
        Path initial = Path.of(arguments[5]);
        TrainerParts parts = new TrainerParts(
                settings(arguments[3], Path.of(arguments[4])),
                new KafkaClients(new KafkaSettings(arguments[1], Map.of()), "trainer-" + arguments[3]),
                new TopicNames(arguments[2]),
                new LanguageStudentFactory(initial, learning(), (engine, configuration) -> Precision.FLOAT32),
                Optional.of(labels(initial).space()),
                Time.system());
        System.exit(TrainerRun.run(arguments[0], parts));
    }

    /** Labels over the vocabulary of a model. */
    public static TokenLabels labels(Path directory) throws IOException {
        try (ModelDirectory model = ModelDirectory.open(directory)) {
            return new TokenLabels(
                    model.tokenizer().fingerprint(), model.configuration().vocabularySize());
        }
    }

    private static TrainerSettings settings(String student, Path checkpoints) {
        return new TrainerSettings(
                student,
                checkpoints,
                7,
                new BatchSettings(BatchingMode.ARRIVAL, BATCH, Duration.ofMillis(50)),
                Duration.ofMillis(100),
                new CheckpointSettings(STEPS_A_CHECKPOINT, Duration.ofSeconds(10), 3, Duration.ofHours(1)),
                new RehearsalSettings(1, 100),
                Optional.of(Duration.ofMillis(1500)));
    }

    private static LanguageStudentSettings learning() {
        return new LanguageStudentSettings(
                new DistillationLoss.ForwardKl(),
                0.1f,
                Optional.empty(),
                new LearningRate(1e-3f, 10, Optional.empty()),
                OptimizerSettings.defaults(),
                MICRO_BATCH_TOKENS,
                0.9f,
                WeightType.F32,
                TrainableTensors.ALL,
                1);
    }
}
