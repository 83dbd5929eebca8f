package io.retort.schemas.serde;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.SchemaStore;
import org.jspecify.annotations.Nullable;

/** The schemas records may have been written with, by their CRC-64-AVRO fingerprint. */
final class KnownSchemas implements SchemaStore {

    private final Map<Long, Schema> byFingerprint;

    private KnownSchemas(Map<Long, Schema> byFingerprint) {
        this.byFingerprint = Map.copyOf(byFingerprint);
    }

    /** Of schemas with the same fingerprint, which differ at most in their documentation, the first counts. */
    static KnownSchemas of(List<Schema> schemas) {
        Map<Long, Schema> byFingerprint = new HashMap<>();
        schemas.forEach(schema -> byFingerprint.putIfAbsent(SchemaNormalization.parsingFingerprint64(schema), schema));
        return new KnownSchemas(byFingerprint);
    }

    @Override
    public @Nullable Schema findByFingerprint(long fingerprint) {
        return byFingerprint.get(fingerprint);
    }

    /** The schemas of one kind of record, by fingerprint. */
    Map<Long, Schema> ofRecord(String fullName) {
        Map<Long, Schema> found = new HashMap<>(byFingerprint);
        found.values().removeIf(schema -> !schema.getFullName().equals(fullName));
        return found;
    }
}
