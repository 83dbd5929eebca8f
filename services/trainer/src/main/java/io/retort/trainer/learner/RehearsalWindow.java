package io.retort.trainer.learner;

import io.retort.learning.student.Example;
import io.retort.schemas.record.Tile;
import io.retort.trainer.settings.RehearsalSettings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/** The newest labels learned from, by whole steps, to draw rehearsal batches from. */
final class RehearsalWindow {

    private record LearnedStep(List<Tile> tiles, List<Example> examples) {}

    private final Deque<LearnedStep> steps = new ArrayDeque<>();
    private final List<Example> examples = new ArrayList<>();
    private RehearsalSettings settings;
    private int evicted;

    RehearsalWindow(RehearsalSettings settings) {
        this.settings = settings;
    }

    void use(RehearsalSettings changed) {
        settings = changed;
        evict();
    }

    void add(List<Tile> tiles, List<Example> learned) {
        if (settings.batches() == 0 || learned.isEmpty()) {
            return;
        }
        steps.addLast(new LearnedStep(tiles, learned));
        examples.addAll(learned);
        evict();
    }

    /** As many batches as the settings say, each as large as the fresh one; none while the window holds fewer labels. */
    List<List<Example>> draw(long seed, int batchSize) {
        int held = examples.size() - evicted;
        if (settings.batches() == 0 || held < batchSize) {
            return List.of();
        }
        SplittableRandom random = new SplittableRandom(seed);
        List<List<Example>> batches = new ArrayList<>(settings.batches());
        for (int b = 0; b < settings.batches(); b++) {
            List<Example> batch = new ArrayList<>(batchSize);
            for (int i = 0; i < batchSize; i++) {
                batch.add(examples.get(evicted + random.nextInt(held)));
            }
            batches.add(batch);
        }
        return batches;
    }

    /** The tiles that hold the window's labels, step by step, oldest first. */
    List<List<Tile>> ranges() {
        return steps.stream().map(LearnedStep::tiles).toList();
    }

    private void evict() {
        while (!steps.isEmpty()
                && examples.size() - evicted - steps.getFirst().examples().size() >= settings.window()) {
            evicted += steps.removeFirst().examples().size();
        }
        if (settings.batches() == 0) {
            steps.clear();
            evicted = examples.size();
        }
        // Forgotten in bulk: removing from the front of the list at each step would copy all of it each time.
        if (evicted > settings.window()) {
            examples.subList(0, evicted).clear();
            evicted = 0;
        }
    }
}
