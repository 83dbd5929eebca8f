/** Language models held against each other, and asked. */
@NullMarked
package io.retort.cli.language;

import org.jspecify.annotations.NullMarked;
