package io.retort.server.gate;

import io.retort.learning.classifier.TextClassifierPredictor;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.server.checkpoint.CheckpointFetcher;
import io.retort.server.checkpoint.FetchedCheckpoint;
import io.retort.server.model.LanguageModelFiles;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Loads what is judged, after its files were verified, and keeps it as long as it may be needed again. */
final class JudgedStudents {

    private final String student;
    private final CheckpointFetcher fetcher;
    private final Map<String, JudgedStudent> loaded = new HashMap<>();

    JudgedStudents(String student, CheckpointFetcher fetcher) {
        this.student = student;
        this.fetcher = fetcher;
    }

    /**
     * The student in a checkpoint.
     *
     * @throws UnjudgeableException if there is none to judge
     */
    JudgedStudent of(DeployedCheckpoint checkpoint) {
        JudgedStudent known = loaded.get(checkpoint.getId());
        if (known != null) {
            return known;
        }
        try (FetchedCheckpoint fetched = fetch(checkpoint)) {
            JudgedStudent found = load(checkpoint.getKind(), fetched);
            loaded.put(checkpoint.getId(), found);
            return found;
        } catch (IOException e) {
            throw new UnjudgeableException(e);
        }
    }

    /** Gives back the memory of all others. */
    void keepOnly(Set<String> ids) {
        loaded.keySet().retainAll(ids);
    }

    private FetchedCheckpoint fetch(DeployedCheckpoint checkpoint) {
        return fetcher.fetch(student, checkpoint, LanguageModelFiles::areNeeded)
                .match(fetched -> fetched.checkpoint(), unfit -> {
                    throw new UnjudgeableException(unfit.reason());
                });
    }

    private static JudgedStudent load(String kind, FetchedCheckpoint fetched) throws IOException {
        if (!kind.equals(TextClassifierPredictor.KIND)) {
            throw new UnjudgeableException(
                    "it is of kind " + kind + "; this gate judges " + TextClassifierPredictor.KIND);
        }
        return new JudgedTextClassifier(TextClassifierPredictor.load(fetched.directory()));
    }
}
