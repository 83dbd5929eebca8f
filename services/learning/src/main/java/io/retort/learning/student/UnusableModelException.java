package io.retort.learning.student;

import java.io.IOException;
import java.nio.file.Path;

/** A model's file is missing, malformed or contradicts another. Says which file and what is wrong with it. */
public final class UnusableModelException extends IOException {

    private static final long serialVersionUID = 1L;

    public UnusableModelException(Path file, String fault) {
        super(file + ": " + fault);
    }

    public UnusableModelException(Path file, String fault, Throwable cause) {
        super(file + ": " + fault, cause);
    }
}
