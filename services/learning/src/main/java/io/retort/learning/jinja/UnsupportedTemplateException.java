package io.retort.learning.jinja;

/** A template holds what would be rendered otherwise than by jinja2. Says what, and what is supported. */
final class UnsupportedTemplateException extends Exception {

    private static final long serialVersionUID = 1L;

    UnsupportedTemplateException(String message) {
        super(message);
    }
}
