package io.retort.systemtests;

import java.util.ArrayList;
import java.util.List;

/**
 * Commands that a document tells its reader to type: a fenced block whose info string is {@code shell}. A line such as
 * {@code # expect: some text} says what they have to print.
 *
 * @param line of the document in which the block begins, from 1
 * @param commands as they stand there
 * @param expected texts, each of which the output has to contain
 */
record ShellBlock(int line, String commands, List<String> expected) {

    private static final String FENCE = "```";
    private static final String BEGIN = FENCE + "shell";
    private static final String EXPECT = "# expect: ";

    static List<ShellBlock> in(List<String> document) {
        List<ShellBlock> blocks = new ArrayList<>();
        for (int at = 0; at < document.size(); at++) {
            if (!document.get(at).startsWith(FENCE)) {
                continue;
            }
            int end = end(document, at);
            if (document.get(at).strip().equals(BEGIN)) {
                blocks.add(of(at + 1, document.subList(at + 1, end)));
            }
            at = end;
        }
        return blocks;
    }

    private static int end(List<String> document, int begin) {
        for (int at = begin + 1; at < document.size(); at++) {
            if (document.get(at).strip().equals(FENCE)) {
                return at;
            }
        }
        throw new IllegalArgumentException("the block that begins in line " + (begin + 1) + " has no end");
    }

    private static ShellBlock of(int line, List<String> lines) {
        return new ShellBlock(
                line,
                String.join("\n", lines),
                lines.stream()
                        .map(String::strip)
                        .filter(text -> text.startsWith(EXPECT))
                        .map(text -> text.substring(EXPECT.length()))
                        .toList());
    }
}
