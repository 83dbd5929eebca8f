package io.retort.benchmarks;

import io.retort.benchmarks.agreement.Banking77Command;
import io.retort.benchmarks.codec.CodecCommand;
import io.retort.benchmarks.serving.ServingCommand;
import io.retort.benchmarks.speed.SpeedCommand;
import io.retort.benchmarks.training.TrainingSpeedCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs one benchmark. */
@Command(
        name = "benchmarks",
        description = "Measures Retort on this machine.",
        mixinStandardHelpOptions = true,
        subcommands = {
            Banking77Command.class,
            SpeedCommand.class,
            ServingCommand.class,
            CodecCommand.class,
            TrainingSpeedCommand.class
        })
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmarks()).execute(arguments));
    }
}
