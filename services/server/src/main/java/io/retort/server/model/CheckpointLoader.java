package io.retort.server.model;

import io.micrometer.core.instrument.MeterRegistry;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.server.checkpoint.CheckpointFetcher;
import io.retort.server.checkpoint.FetchedCheckpoint;
import io.retort.server.generation.GenerationMetrics;
import io.retort.server.generation.GenerationSettings;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Fetches, verifies and loads checkpoints, each by the loader of its kind. Safe for use by several threads. */
public final class CheckpointLoader {

    private final CheckpointFetcher fetcher;
    private final Map<String, ModelLoader> loaders = new TreeMap<>();

    /** @param loaders one a kind */
    public CheckpointLoader(CheckpointFetcher fetcher, List<ModelLoader> loaders) {
        this.fetcher = fetcher;
        loaders.forEach(loader -> this.loaders.put(loader.kind(), loader));
    }

    /** Loads whatever this version of Retort can serve. */
    public static CheckpointLoader standard(
            CheckpointFetcher fetcher, GenerationSettings generation, MeterRegistry meters) {
        GenerationMetrics metrics = new GenerationMetrics(meters);
        return new CheckpointLoader(
                fetcher, List.of(new TextClassifierLoader(), new LanguageModelLoader(generation, metrics)));
    }

    /** Its files are read, and need not exist any longer, once this returns. */
    public LoadOutcome load(String student, DeployedCheckpoint checkpoint) {
        @Nullable ModelLoader loader = loaders.get(checkpoint.getKind());
        if (loader == null) {
            return new LoadOutcome.Unfit(
                    "it is of kind " + checkpoint.getKind() + "; this server serves " + loaders.keySet());
        }
        return fetcher.fetch(student, checkpoint, loader::needs)
                .match(
                        fetched -> load(loader, fetched.checkpoint(), checkpoint),
                        unfit -> new LoadOutcome.Unfit(unfit.reason()));
    }

    private static LoadOutcome load(ModelLoader loader, FetchedCheckpoint fetched, DeployedCheckpoint announced) {
        ServedModel model;
        try (fetched) {
            model = loader.load(fetched.directory());
        } catch (IOException | RuntimeException e) {
            String fault = String.valueOf(e.getMessage()).replace(fetched.directory() + File.separator, "");
            return new LoadOutcome.Unfit("it cannot be loaded: " + fault);
        } catch (OutOfMemoryError e) {
            // Asking for one large array fails cleanly; what is live goes on.
            return new LoadOutcome.Unfit("it does not fit into memory: " + e.getMessage());
        }
        if (!model.labelSpace().equals(announced.getLabelSpace())) {
            model.close();
            return new LoadOutcome.Unfit("its label space is not the one that was announced");
        }
        return new LoadOutcome.Loaded(model);
    }
}
