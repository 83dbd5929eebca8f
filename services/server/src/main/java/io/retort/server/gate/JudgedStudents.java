package io.retort.server.gate;

import io.retort.learning.classifier.TextClassifierPredictor;
import io.retort.learning.language.training.LanguageScorer;
import io.retort.learning.language.training.StudentFile;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.server.checkpoint.CheckpointFetcher;
import io.retort.server.checkpoint.FetchedCheckpoint;
import io.retort.server.model.LanguageModelFiles;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Loads what is judged, after its files were verified, and keeps it as long as it may be needed again. */
final class JudgedStudents implements AutoCloseable {

    private static final Set<String> KINDS = new TreeSet<>(Set.of(TextClassifierPredictor.KIND, StudentFile.KIND));

    private final String student;
    private final CheckpointFetcher fetcher;
    private final int threads;
    private final Map<String, JudgedStudent> loaded = new HashMap<>();

    /** @param threads that scoring may use where it is worth it */
    JudgedStudents(String student, CheckpointFetcher fetcher, int threads) {
        this.student = student;
        this.fetcher = fetcher;
        this.threads = threads;
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
        loaded.forEach((id, judged) -> {
            if (!ids.contains(id)) {
                judged.close();
            }
        });
        loaded.keySet().retainAll(ids);
    }

    @Override
    public void close() {
        keepOnly(Set.of());
    }

    private FetchedCheckpoint fetch(DeployedCheckpoint checkpoint) {
        return fetcher.fetch(student, checkpoint, LanguageModelFiles::areNeeded)
                .match(fetched -> fetched.checkpoint(), unfit -> {
                    throw new UnjudgeableException(unfit.reason());
                });
    }

    private JudgedStudent load(String kind, FetchedCheckpoint fetched) throws IOException {
        return switch (kind) {
            case TextClassifierPredictor.KIND ->
                new JudgedTextClassifier(TextClassifierPredictor.load(fetched.directory()));
            case StudentFile.KIND -> new JudgedLanguageModel(LanguageScorer.load(fetched.directory(), threads));
            default -> throw new UnjudgeableException("it is of kind " + kind + "; this gate judges " + KINDS);
        };
    }
}
