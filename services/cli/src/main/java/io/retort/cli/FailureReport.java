package io.retort.cli;

import io.retort.broker.BrokerStartException;
import io.retort.learning.labelspace.UnusableClassesException;
import io.retort.learning.student.UnusableModelException;
import io.retort.platform.config.InvalidSetting;
import io.retort.platform.config.InvalidSettingsException;
import io.retort.platform.kafka.FencedException;
import io.retort.producer.SourceTakenOverException;
import io.retort.producer.UnreadablePositionException;
import io.retort.producer.source.UnusableSourceException;
import io.retort.server.gate.UnusableEvaluationException;
import io.retort.teacher.UnfitTopicsException;
import io.retort.trainer.TrainerException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What the user is told of a failure, and the exit code it gives. A stack trace only where the user has asked for it. */
final class FailureReport implements IExecutionExceptionHandler {

    /**
     * @param known whether the message alone tells a person what happened; else the exception's type is shown too
     */
    private record Verdict(ExitCode code, boolean known) {}

    private final RetortCommand root;

    FailureReport(RetortCommand root) {
        this.root = root;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        Throwable cause = unwrapped(failure);
        Verdict verdict = judge(cause);
        PrintWriter err = command.getErr();
        err.println("retort: " + describe(cause, verdict));
        if (root.isVerbose()) {
            failure.printStackTrace(err);
        } else if (!verdict.known()) {
            err.println("retort: --verbose shows where");
        }
        err.flush();
        return verdict.code().code();
    }

    private static Throwable unwrapped(Exception failure) {
        // Kafka's clients wrap what is wrong with a setting, such as a host nobody knows.
        boolean hollow = failure instanceof UncheckedIOException
                || failure instanceof ExecutionException
                || failure.getCause() instanceof ConfigException;
        return hollow && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static Verdict judge(Throwable failure) {
        if (failure instanceof FencedException) {
            return new Verdict(ExitCode.FENCED, true);
        }
        if (failure instanceof TrainerException stopped) {
            return new Verdict(ExitCode.of(stopped.reason()), true);
        }
        if (isMistake(failure)) {
            return new Verdict(ExitCode.USAGE, true);
        }
        boolean known = failure instanceof CommandFailed
                || failure instanceof BrokerStartException
                || failure instanceof UnfitTopicsException
                || failure instanceof io.retort.producer.UnfitTopicsException
                || failure instanceof SourceTakenOverException
                || failure instanceof UnreadablePositionException;
        return new Verdict(ExitCode.FAILED, known);
    }

    private static boolean isMistake(Throwable failure) {
        return failure instanceof UserMistake
                || failure instanceof InvalidSetting
                || failure instanceof InvalidSettingsException
                || failure instanceof UnusableClassesException
                || failure instanceof UnusableModelException
                || failure instanceof ConfigException
                || failure instanceof UnusableEvaluationException
                || failure instanceof UnusableSourceException
                || failure instanceof NoSuchFileException
                || failure instanceof AccessDeniedException;
    }

    private static String describe(Throwable failure, Verdict verdict) {
        if (failure instanceof NoSuchFileException) {
            return failure.getMessage() + " does not exist";
        }
        if (failure instanceof AccessDeniedException) {
            return failure.getMessage() + " may not be used by this user";
        }
        return verdict.known() && failure.getMessage() != null ? failure.getMessage() : failure.toString();
    }
}
