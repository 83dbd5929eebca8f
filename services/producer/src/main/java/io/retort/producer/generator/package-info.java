/**
 * A bundled, seeded generator of messages to a shop's customer support. What customers say is in readable text resources:
 * a file for each intent with its templates, a file for each slot with its values. Each file keeps apart what the stream
 * may say and what is held out, so that no held-out message shares a template or a slot value with a message of the stream.
 *
 * <p>Message i of seed s depends on s, i and the resources only: a producer that restarts goes on exactly where it was.
 */
@NullMarked
package io.retort.producer.generator;

import org.jspecify.annotations.NullMarked;
