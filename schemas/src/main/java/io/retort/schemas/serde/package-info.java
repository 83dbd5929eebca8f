/**
 * Records to bytes and back, in Avro's single-object encoding: two marker bytes, the fingerprint of the schema the record
 * was written with, the record. Nothing needs a registry: a codec knows the current schemas and every released one, so it
 * reads what an older release wrote.
 *
 * <p>Bytes from a topic are never trusted. Whatever they are, decoding answers with a value that says why they cannot be
 * read, and a length they declare is compared with the bytes that are there before anything is allocated for it.
 *
 * <p>Everything here is immutable and may be shared between threads.
 */
@NullMarked
package io.retort.schemas.serde;

import org.jspecify.annotations.NullMarked;
