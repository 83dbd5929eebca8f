/**
 * Everything in one process, on a broker of its own: producer, teacher and trainer at work, what they do shown as they go,
 * and a summary. All it keeps lies in one directory.
 */
@NullMarked
package io.retort.cli.quickstart;

import org.jspecify.annotations.NullMarked;
