package io.retort.learning.jinja;

/** The quoted texts within a template's code. */
final class CodeTexts {

    private static final String ESCAPES = "\\'\"nrt";

    private CodeTexts() {}

    /** Index of the closing quote; the code's last index if there is none. */
    static int end(String code, int openingQuote) {
        for (int at = openingQuote + 1; at < code.length(); at++) {
            if (code.charAt(at) == '\\') {
                at++;
            } else if (code.charAt(at) == code.charAt(openingQuote)) {
                return at;
            }
        }
        return code.length() - 1;
    }

    /** The code with every quoted text empty, so that what is left are operators and names. */
    static String emptied(String code) throws UnsupportedTemplateException {
        StringBuilder emptied = new StringBuilder();
        for (int at = 0; at < code.length(); at++) {
            char c = code.charAt(at);
            emptied.append(c);
            if (c == '\'' || c == '"') {
                int end = end(code, at);
                requireKnownEscapes(code.substring(at + 1, end));
                emptied.append(c);
                at = end;
            }
        }
        return emptied.toString();
    }

    private static void requireKnownEscapes(String text) throws UnsupportedTemplateException {
        for (int at = text.indexOf('\\'); at >= 0 && at + 1 < text.length(); at = text.indexOf('\\', at + 2)) {
            if (ESCAPES.indexOf(text.charAt(at + 1)) < 0) {
                throw new UnsupportedTemplateException("a template with the escape '\\" + text.charAt(at + 1)
                        + "'; supported: \\\\ \\' \\\" \\n \\r \\t");
            }
        }
    }
}
