/** The subcommands: options and parameters, read and checked, then handed to {@link io.retort.cli.Work}. */
@NullMarked
package io.retort.cli.command;

import org.jspecify.annotations.NullMarked;
