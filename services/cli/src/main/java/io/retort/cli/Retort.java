package io.retort.cli;

import io.retort.cli.command.BrokerCommand;
import io.retort.cli.command.DeployCommand;
import io.retort.cli.command.EvaluateCommand;
import io.retort.cli.command.GateCommand;
import io.retort.cli.command.InspectCommand;
import io.retort.cli.command.LabelCommand;
import io.retort.cli.command.MonitorCommand;
import io.retort.cli.command.ProduceCommand;
import io.retort.cli.command.QuickstartCommand;
import io.retort.cli.command.ReplayCommand;
import io.retort.cli.command.ServeCommand;
import io.retort.cli.command.StudentCommand;
import io.retort.cli.command.TeachCommand;
import io.retort.cli.command.TopicsCommand;
import io.retort.cli.command.TrainCommand;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/** Reads the command line, has it done, and ends with a code of {@link ExitCode}. */
public final class Retort {

    private final Work work;

    Retort(Work work) {
        this.work = work;
    }

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, charset("stdout.encoding"));
        PrintWriter err = new PrintWriter(System.err, true, charset("stderr.encoding"));
        System.exit(new Retort(new LiveWork(out)).run(out, err, arguments));
    }

    // Java 17 has no such properties: there the default is the terminal's.
    private static Charset charset(String property) {
        return Charset.forName(
                System.getProperty(property, Charset.defaultCharset().name()));
    }

    /** Does what the arguments say; returns the exit code. */
    int run(PrintWriter out, PrintWriter err, String... arguments) {
        RetortCommand root = new RetortCommand();
        CommandLine commands = new CommandLine(root)
                .addSubcommand(new QuickstartCommand(work))
                .addSubcommand(new LabelCommand(work))
                .addSubcommand(new EvaluateCommand(work))
                .addSubcommand(new InspectCommand(work))
                .addSubcommand(new BrokerCommand(work))
                .addSubcommand(new TopicsCommand(work))
                .addSubcommand(new ProduceCommand(work))
                .addSubcommand(new TeachCommand(work))
                .addSubcommand(new TrainCommand(work))
                .addSubcommand(new ServeCommand(work))
                .addSubcommand(new MonitorCommand(work))
                .addSubcommand(new GateCommand(work))
                .addSubcommand(new DeployCommand(work))
                .addSubcommand(new ReplayCommand(work))
                .addSubcommand(new StudentCommand(work))
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(new FailureReport(root))
                .setExecutionStrategy(parsed -> {
                    if (root.isVerbose()) {
                        Logging.verbose();
                    }
                    return new CommandLine.RunLast().execute(parsed);
                });
        describeExitCodes(commands);
        return commands.execute(arguments);
    }

    private static void describeExitCodes(CommandLine commands) {
        Map<String, String> meanings = new LinkedHashMap<>();
        Arrays.stream(ExitCode.values()).forEach(code -> meanings.put(Integer.toString(code.code()), code.meaning()));
        commands.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(meanings);
    }
}
