package io.retort.learning.jinja;

/**
 * A piece of a template.
 *
 * @param kind what it is
 * @param text of data as it is to be printed, of code what stands between the delimiters
 */
record TemplatePart(Kind kind, String text) {

    enum Kind {
        DATA,
        STATEMENT,
        EXPRESSION
    }
}
