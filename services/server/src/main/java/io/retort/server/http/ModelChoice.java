package io.retort.server.http;

import io.retort.server.live.Lease;
import io.retort.server.live.LiveStudents;
import io.retort.server.live.StudentStatus;
import io.retort.server.refusal.ErrorCode;
import io.retort.server.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/** Which student answers. */
final class ModelChoice {

    private final LiveStudents students;

    ModelChoice(LiveStudents students) {
        this.students = students;
    }

    /**
     * What is live of the one that was named, or of the only one there is. To be closed by the caller.
     *
     * @throws Refusal if there is none
     */
    Lease lease(Optional<String> named) {
        String name = named.orElseGet(this::only);
        if (!students.knows(name)) {
            throw new Refusal(
                    ErrorCode.UNKNOWN_MODEL, "model", "no such model is deployed; GET /v1/models lists those that are");
        }
        return students.lease(name)
                .orElseThrow(() -> new Refusal(
                        ErrorCode.NOT_LOADED,
                        "nothing of the model " + name
                                + " is loaded here; GET /v1/models says what stands in the way"));
    }

    private String only() {
        List<String> promoted = students.statuses().stream()
                .filter(status -> status.wanted().isPresent())
                .map(StudentStatus::student)
                .toList();
        if (promoted.isEmpty()) {
            throw new Refusal(ErrorCode.NO_STUDENT, "no checkpoint of any student has been promoted yet");
        }
        if (promoted.size() > 1) {
            throw new Refusal(
                    ErrorCode.MODEL_REQUIRED, "several models are served; name one of " + promoted + " as model");
        }
        return promoted.get(0);
    }
}
