/**
 * The command line: every service as a command, and the tools. {@link io.retort.cli.Retort} reads what the user typed,
 * {@link io.retort.cli.Work} does it; exit codes are in {@link io.retort.cli.ExitCode}.
 */
@NullMarked
package io.retort.cli;

import org.jspecify.annotations.NullMarked;
