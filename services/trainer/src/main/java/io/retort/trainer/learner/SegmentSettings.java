package io.retort.trainer.learner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.retort.trainer.settings.BatchSettings;
import io.retort.trainer.settings.RehearsalSettings;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings that decide a segment's arithmetic and batches, as its header journals them. A replay uses these, whatever
 * the trainer that replays is configured to do.
 *
 * @param batchMode how batches were composed; for the reader, a replay takes them from the tiles
 * @param batchSize the same
 * @param rehearsal what each step rehearsed
 * @param student the student's own settings, by name
 */
public record SegmentSettings(
        String batchMode, int batchSize, RehearsalSettings rehearsal, Map<String, String> student) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    public SegmentSettings {
        student = new TreeMap<>(student);
    }

    public static SegmentSettings of(BatchSettings batch, RehearsalSettings rehearsal, Map<String, String> student) {
        return new SegmentSettings(batch.mode().name(), batch.size(), rehearsal, student);
    }

    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws UncheckedIOException if the text is not what {@link #toJson} writes
     */
    public static SegmentSettings fromJson(String json) {
        try {
            return JSON.readValue(json, SegmentSettings.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
