package io.retort.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A main class in a JVM of its own, with the test's class path and JVM arguments, to be killed or stopped in earnest. Closing it
 * kills it, so nothing outlives the test.
 */
public final class JavaProcess implements AutoCloseable {

    private final Process process;
    private final Path output;
    private final String name;

    private JavaProcess(Process process, Path output, String name) {
        this.process = process;
        this.output = output;
        this.name = name;
    }

    /**
     * Starts it.
     *
     * @param output file that receives its standard output and error; appended to
     */
    public static JavaProcess start(Path output, Class<?> mainClass, String... arguments) throws IOException {
        return start(output, mainClass.getName(), List.of(), List.of(arguments));
    }

    /**
     * Starts it.
     *
     * @param output file that receives its standard output and error; appended to
     * @param jvmArguments after the test's own, so that they win
     */
    public static JavaProcess start(Path output, String mainClass, List<String> jvmArguments, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(listeningToInterrupts());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(inheritedArguments());
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", classPath(), mainClass));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        return new JavaProcess(process, output, mainClass.substring(mainClass.lastIndexOf('.') + 1));
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it at once and waits until it is gone (SIGKILL). */
    public void kill() {
        signal("KILL");
        exitCode(Duration.ofSeconds(30));
    }

    /** Asks it to end (SIGTERM). */
    public void terminate() {
        signal("TERM");
    }

    /** As Ctrl-C does (SIGINT). */
    public void interrupt() {
        signal("INT");
    }

    /** Holds it where it is (SIGSTOP); connections stay open, nothing answers. */
    public void suspend() {
        signal("STOP");
    }

    /** Lets it go on after {@link #suspend} (SIGCONT). */
    public void resume() {
        signal("CONT");
    }

    /** Waits for it to end. A process ended by a signal has 128 and the signal's number. */
    public int exitCode(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(name + " runs on after " + limit + "; its output:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
    }

    /** What it has printed so far. */
    public String output() {
        try {
            // A line may be cut off in the middle of a character.
            return Files.exists(output) ? new String(Files.readAllBytes(output), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a whole line that contains the text, and returns the first such line. */
    public String awaitLine(String text, Duration limit) {
        return awaitLine(line -> line.contains(text), "a line with '" + text + "'", limit);
    }

    /** Waits for a whole line of this kind, and returns the first. */
    public String awaitLine(Predicate<String> wanted, String description, Duration limit) {
        try {
            return Awaitility.await()
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(limit)
                    .until(
                            () -> {
                                boolean over = !isAlive();
                                String line = firstLine(wanted);
                                if (line.isEmpty() && over) {
                                    throw new AssertionError(name + " ended with " + process.exitValue() + " without "
                                            + description + "; its output:\n" + output());
                                }
                                return line;
                            },
                            line -> !line.isEmpty());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "no " + description + " from " + name + " within " + limit + "; its output:\n" + output(), e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    private String firstLine(Predicate<String> wanted) {
        String printed = output();
        String whole = printed.substring(0, printed.lastIndexOf('\n') + 1);
        return whole.lines().filter(wanted).findFirst().orElse("");
    }

    private void signal(String signal) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .start();
            int status = kill.waitFor();
            if (status != 0 && process.isAlive()) {
                throw new AssertionError("kill -" + signal + " of " + name + " failed with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while signalling " + name, e);
        }
    }

    // What a shell starts in the background ignores SIGINT, and so does all that it starts: Java then cannot be
    // interrupted.
    private static List<String> listeningToInterrupts() throws IOException {
        List<String> command = List.of("env", "--default-signal=INT");
        List<String> trial = new ArrayList<>(command);
        trial.add("true");
        try {
            Process tried = new ProcessBuilder(trial).redirectErrorStream(true).start();
            return tried.waitFor() == 0 ? command : List.of(); // not every system's env can do this
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking for env", e);
        }
    }

    // A test runner may hand its class path to the JVM in a jar's manifest and set this property instead.
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static List<String> inheritedArguments() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-X") || argument.startsWith("-D") || argument.startsWith("--"))
                .filter(argument -> !argument.startsWith("-Dsurefire") && !argument.startsWith("-Dfailsafe"))
                .toList();
    }
}
