package io.retort.trainer.learner;

import io.retort.schemas.record.Step;
import java.util.List;

/**
 * What a live step came to.
 *
 * @param body for the journal
 * @param refused its dead letters
 */
public record LearnedStep(Step body, List<RefusedLabel> refused) {}
