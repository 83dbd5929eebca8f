/**
 * Brings an announced checkpoint's files from where the trainer left them to a private place, and lets nothing through that is
 * not byte for byte what was announced.
 */
@NullMarked
package io.retort.server.checkpoint;

import org.jspecify.annotations.NullMarked;
