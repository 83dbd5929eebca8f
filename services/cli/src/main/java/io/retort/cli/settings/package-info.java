/** The settings of a process: from a file, the environment and the command line. */
@NullMarked
package io.retort.cli.settings;

import org.jspecify.annotations.NullMarked;
