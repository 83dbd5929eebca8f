package io.retort.trainer.checkpoint;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.retort.trainer.learner.LearnedTotals;
import io.retort.trainer.learner.LearnerState;
import io.retort.trainer.learner.PrequentialFigures.Contribution;
import io.retort.trainer.learner.SegmentSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The trainer's part of a checkpoint: {@code checkpoint.json}. It holds no time and no random name, so that a replay of the
 * same journal writes the same bytes.
 *
 * @param format of this file; 1
 * @param student its name
 * @param step training steps done
 * @param settings of the segment the step is in
 * @param totals what was learned from since the first student
 * @param prequential the steps in the figures' window, oldest first
 * @param window the tiles of the steps to rehearse from, oldest first
 */
@JsonPropertyOrder({"format", "student", "step", "settings", "totals", "prequential", "window"})
record CheckpointState(
        int format,
        String student,
        long step,
        SegmentSettings settings,
        LearnedTotals totals,
        List<Contribution> prequential,
        List<List<TileState>> window) {

    static final int FORMAT = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    CheckpointState {
        if (format != FORMAT) {
            throw new IllegalArgumentException("format is " + format + "; allowed: " + FORMAT);
        }
    }

    static CheckpointState of(String student, LearnerState state) {
        return new CheckpointState(
                FORMAT,
                student,
                state.step(),
                state.settings(),
                state.totals(),
                state.prequential(),
                state.window().stream()
                        .map(tiles -> tiles.stream().map(TileState::of).toList())
                        .toList());
    }

    LearnerState toLearnerState(long[] seenInputs) {
        return new LearnerState(
                step,
                settings,
                totals,
                prequential,
                window.stream()
                        .map(tiles -> tiles.stream().map(TileState::toTile).toList())
                        .toList(),
                seenInputs);
    }

    byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CheckpointState fromJson(byte[] json) throws IOException {
        return JSON.readValue(json, CheckpointState.class);
    }
}
