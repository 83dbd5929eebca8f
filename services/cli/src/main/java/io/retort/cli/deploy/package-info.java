/** What is served, and a person's decisions on it. */
@NullMarked
package io.retort.cli.deploy;

import org.jspecify.annotations.NullMarked;
