package io.retort.cli.quickstart;

import java.io.PrintWriter;
import java.util.Map;

/**
 * What the output goes to.
 *
 * @param columns of the terminal; 0 if it is none
 * @param colours whether to use any
 */
public record Terminal(int columns, boolean colours) {

    /** Set by the launcher, which can tell, if standard output is a terminal. */
    private static final String COLUMNS = "retort.terminal.columns";

    /** This process's. */
    public static Terminal current() {
        return of(System.getProperty(COLUMNS, "0"), System.getenv());
    }

    static Terminal of(String columns, Map<String, String> environment) {
        int width = columns.matches("\\d{1,4}") ? Integer.parseInt(columns) : 0;
        return new Terminal(width, environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    ProgressDisplay display(PrintWriter out, long expected) {
        return columns > 0 ? new LiveBlock(out, expected, columns, colours) : new PlainLines(out);
    }
}
