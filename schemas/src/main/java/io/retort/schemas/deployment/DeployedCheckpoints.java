package io.retort.schemas.deployment;

import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.record.DeployedCheckpoint;

/** What a decision says of the checkpoint it is about. */
public final class DeployedCheckpoints {

    private DeployedCheckpoints() {}

    /** @param offset of the announcement in the checkpoints topic */
    public static DeployedCheckpoint of(Checkpoint announced, long offset) {
        return DeployedCheckpoint.newBuilder()
                .setId(announced.getId())
                .setOffset(offset)
                .setStep(announced.getStep())
                .setKind(announced.getKind())
                .setLabelSpace(announced.getLabelSpace())
                .setFiles(announced.getFiles())
                .setNewestArrival(announced.getNewestArrival())
                .setWrittenAt(announced.getWrittenAt())
                .build();
    }
}
