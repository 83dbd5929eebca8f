package io.retort.server.live;

import io.retort.schemas.record.DeployedCheckpoint;
import java.util.Optional;

/**
 * Where a student stands on this server.
 *
 * @param student its name
 * @param wanted what the decisions say is live
 * @param live what is served
 * @param failure why that is not what is wanted; empty where it is, or is being loaded
 */
public record StudentStatus(
        String student,
        Optional<DeployedCheckpoint> wanted,
        Optional<LiveCheckpoint> live,
        Optional<LoadFailure> failure) {

    /** Whether requests for it are answered, or need not be as nothing was ever promoted. */
    public boolean isServedIfWanted() {
        return wanted.isEmpty() || live.isPresent();
    }
}
