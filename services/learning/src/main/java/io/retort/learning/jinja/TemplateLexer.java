package io.retort.learning.jinja;

import io.retort.learning.jinja.TemplatePart.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a template into data and code as jinja2's lexer does with {@code trim_blocks} and {@code lstrip_blocks}: white space that
 * blocks, comments and the signs {@code -} and {@code +} take away is gone from the data, and comments are gone.
 */
final class TemplateLexer {

    private final String source;
    private final List<TemplatePart> parts = new ArrayList<>();
    private int position;
    private boolean startsLine = true;

    private TemplateLexer(String source) {
        this.source = source;
    }

    static List<TemplatePart> parts(String template) throws UnsupportedTemplateException {
        String lines = template.replace("\r\n", "\n").replace('\r', '\n');
        TemplateLexer lexer = new TemplateLexer(lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines);
        lexer.read();
        return lexer.parts;
    }

    private void read() throws UnsupportedTemplateException {
        while (position < source.length()) {
            int open = nextDelimiter();
            if (open < 0) {
                addData(source.substring(position));
                return;
            }
            char kind = source.charAt(open + 1);
            int code = open + 2;
            char sign = code < source.length() ? source.charAt(code) : ' ';
            addData(dataBefore(source.substring(position, open), kind, sign));
            position = sign == '-' || sign == '+' ? code + 1 : code;
            readCode(kind);
        }
    }

    private int nextDelimiter() {
        for (int at = source.indexOf('{', position);
                at >= 0 && at + 1 < source.length();
                at = source.indexOf('{', at + 1)) {
            if ("{%#".indexOf(source.charAt(at + 1)) >= 0) {
                return at;
            }
        }
        return -1;
    }

    private String dataBefore(String data, char kind, char sign) {
        if (sign == '-') {
            return PythonText.stripRight(data, PythonText::isSpace);
        }
        int line = data.lastIndexOf('\n') + 1;
        boolean ownLine = (line > 0 || startsLine)
                && PythonText.strip(data.substring(line)).isEmpty();
        return sign != '+' && kind != '{' && ownLine ? data.substring(0, line) : data;
    }

    private void readCode(char kind) throws UnsupportedTemplateException {
        int end = kind == '#' ? source.indexOf("#}", position) : endOfCode(kind == '%' ? "%}" : "}}");
        if (end < 0) {
            throw new UnsupportedTemplateException("a template with '{" + kind + "' that does not end");
        }
        char sign = end > position ? source.charAt(end - 1) : ' ';
        // An expression's end knows no plus.
        boolean hasSign = sign == '-' || sign == '+' && kind != '{';
        String code = source.substring(position, hasSign ? end - 1 : end);
        position = end + 2;
        skipAfter(kind, hasSign ? sign : ' ');
        if (kind != '#') {
            parts.add(new TemplatePart(kind == '%' ? Kind.STATEMENT : Kind.EXPRESSION, PythonText.strip(code)));
        }
    }

    /** Where the closing delimiter is, outside of texts and brackets. */
    private int endOfCode(String delimiter) {
        int depth = 0;
        for (int at = position; at < source.length(); at++) {
            char c = source.charAt(at);
            if (depth == 0 && source.startsWith(delimiter, at)) {
                return at;
            }
            if (c == '\'' || c == '"') {
                at = CodeTexts.end(source, at);
            } else if ("([{".indexOf(c) >= 0) {
                depth++;
            } else if (")]}".indexOf(c) >= 0) {
                depth--;
            }
        }
        return -1;
    }

    private void skipAfter(char kind, char sign) {
        int begin = position;
        if (sign == '-') {
            position = source.length()
                    - PythonText.stripLeft(source.substring(position), PythonText::isSpace)
                            .length();
        } else if (kind != '{' && sign != '+' && source.startsWith("\n", position)) {
            position++;
        }
        startsLine = position > begin && source.charAt(position - 1) == '\n';
    }

    private void addData(String data) {
        if (!data.isEmpty()) {
            parts.add(new TemplatePart(Kind.DATA, data));
        }
    }
}
