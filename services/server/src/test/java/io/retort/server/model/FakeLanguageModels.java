package io.retort.server.model;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.server.TellingCheckpoints;
import io.retort.server.generation.DecodingThread;
import io.retort.server.generation.FakeGenerator;
import io.retort.server.generation.FakeText;
import io.retort.server.generation.Generation;
import io.retort.server.generation.GenerationAdmission;
import io.retort.server.generation.GenerationMetrics;
import io.retort.server.generation.GenerationSettings;
import io.retort.server.generation.ModelText;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;

/** Loads fakes as if they were language models; each is known by the number of its load. */
public final class FakeLanguageModels implements ModelLoader {

    public static final String STUDENT = "writer";
    public static final int CONTEXT = 250;

    private static final String KIND = "causal-language-model";
    private static final LabelSpaceReference LABEL_SPACE =
            new LabelSpaceReference(LabelSpaceKind.VOCABULARY, Fingerprints.ofText("code points"), FakeText.SIZE);

    public final List<FakeGenerator> loaded = new CopyOnWriteArrayList<>();
    private final GenerationSettings settings;
    private final GenerationMetrics metrics;
    private final IntFunction<FakeGenerator> generators;

    public FakeLanguageModels(
            GenerationSettings settings, SimpleMeterRegistry meters, IntFunction<FakeGenerator> generators) {
        this.settings = settings;
        this.metrics = new GenerationMetrics(meters);
        this.generators = generators;
    }

    /** What a decision says of one. */
    public static DeployedCheckpoint checkpoint(TellingCheckpoints checkpoints, long step) {
        return TellingCheckpoints.deployed(
                TellingCheckpoints.idOf(step), step, KIND, LABEL_SPACE, checkpoints.writeFor(STUDENT, step));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public ServedModel load(Path directory) {
        FakeGenerator generator = generators.apply(loaded.size() + 1);
        loaded.add(generator);
        return new Fake(new DecodingThread(generator, settings, metrics));
    }

    private record Fake(DecodingThread thread) implements ServedLanguageModel {

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public LabelSpaceReference labelSpace() {
            return LABEL_SPACE;
        }

        @Override
        public ModelText text() {
            return new FakeText();
        }

        @Override
        public int contextLength() {
            return CONTEXT;
        }

        @Override
        public GenerationAdmission generate(Generation generation, Runnable release) {
            return thread.submit(generation, release);
        }

        @Override
        public void warmUp() {}

        @Override
        public void close() {
            thread.close();
        }
    }
}
