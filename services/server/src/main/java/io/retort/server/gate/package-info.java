/**
 * The promotion gate: lets a checkpoint be served only when it is shown to be no worse than the one that is. Candidate and live
 * student are compared on the same prompts that neither has learned from: the stream's newest labels, and evaluation prompts
 * where they are given.
 *
 * <p>All it knows it has from the topics. It decides by compare-and-set, so a killed gate comes back to where it was, and several
 * gates of one student decide once.
 *
 * <p>What it cannot see: a teacher that relabels consistently, so that what was one class is now another. The stream's labels
 * agree with the student that has learned them, as they do when topics change in earnest. Only evaluation prompts whose labels
 * are kept catch that.
 */
@NullMarked
package io.retort.server.gate;

import org.jspecify.annotations.NullMarked;
