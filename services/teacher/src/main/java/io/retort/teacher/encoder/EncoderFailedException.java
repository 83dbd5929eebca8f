package io.retort.teacher.encoder;

/** The model did not run to its end, for a reason that lies with the process and not with a text: try again. */
final class EncoderFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    EncoderFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
