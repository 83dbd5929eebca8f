package io.retort.server.gate;

import java.nio.file.Path;

/** A file of evaluation prompts is malformed or does not fit the student. Says which line and what is wrong with it. */
public final class UnusableEvaluationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableEvaluationException(Path file, String fault) {
        super(file + ": " + fault);
    }

    UnusableEvaluationException(Path file, String fault, Throwable cause) {
        super(file + ": " + fault, cause);
    }
}
