package io.retort.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code retort} itself; what is done is up to its subcommands. */
@Command(
        name = "retort",
        header = "Distils a large model into a small one, continuously, over Apache Kafka.",
        footer = {"", "To begin with:  retort quickstart"},
        versionProvider = RetortCommand.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class RetortCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and end.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version and end.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean version;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Log in detail; show where a failure comes from.")
    private boolean verbose;

    @SuppressWarnings("NullAway.Init") // picocli fills it in
    RetortCommand() {}

    boolean isVerbose() {
        return verbose;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say what to do: a command is missing");
    }

    /** The version the build has written into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Retort.class.getPackage().getImplementationVersion();
            return new String[] {
                "retort " + (version == null ? "(not from a jar)" : version),
                "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
            };
        }
    }
}
