/** Whom the monitor's page may ask. */
@NullMarked
package io.retort.cli.ask;

import org.jspecify.annotations.NullMarked;
