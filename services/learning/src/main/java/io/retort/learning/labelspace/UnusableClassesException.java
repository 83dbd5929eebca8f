package io.retort.learning.labelspace;

import java.io.IOException;
import java.nio.file.Path;

/** A file of classes cannot be used until a person mends it. Says which file, which entry and what is wrong with it. */
public final class UnusableClassesException extends IOException {

    private static final long serialVersionUID = 1L;

    UnusableClassesException(Path file, String fault) {
        super(file + ": " + fault);
    }

    UnusableClassesException(Path file, String fault, Throwable cause) {
        super(file + ": " + fault, cause);
    }
}
