package io.retort.schemas.serde;

import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.Figure;
import io.retort.schemas.record.JournalEntry;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.record.SourcePosition;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** The codec of each kind of record. */
public final class RecordCodecs {

    private static final KnownSchemas KNOWN = KnownSchemas.of(
            Stream.concat(current().stream(), ReleasedSchemas.all().stream().map(ReleasedSchemas.Released::schema))
                    .toList());

    private static final RecordCodec<Prompt> PROMPT = new RecordCodec<>(Prompt.class, KNOWN);
    private static final RecordCodec<SoftLabel> SOFT_LABEL = new RecordCodec<>(SoftLabel.class, KNOWN);
    private static final RecordCodec<LabelSpace> LABEL_SPACE = new RecordCodec<>(LabelSpace.class, KNOWN);
    private static final RecordCodec<SourcePosition> SOURCE_POSITION = new RecordCodec<>(SourcePosition.class, KNOWN);
    private static final RecordCodec<JournalEntry> JOURNAL_ENTRY = new RecordCodec<>(JournalEntry.class, KNOWN);
    private static final RecordCodec<Checkpoint> CHECKPOINT = new RecordCodec<>(Checkpoint.class, KNOWN);
    private static final RecordCodec<Deployment> DEPLOYMENT = new RecordCodec<>(Deployment.class, KNOWN);
    private static final RecordCodec<Figure> FIGURE = new RecordCodec<>(Figure.class, KNOWN);

    private static final List<RecordCodec<? extends SpecificRecord>> ALL =
            List.of(PROMPT, SOFT_LABEL, LABEL_SPACE, SOURCE_POSITION, JOURNAL_ENTRY, CHECKPOINT, DEPLOYMENT, FIGURE);

    private RecordCodecs() {}

    /** One for each kind of record. */
    public static List<RecordCodec<? extends SpecificRecord>> all() {
        return ALL;
    }

    /** The schemas records are written with. */
    static List<Schema> current() {
        return List.of(
                Prompt.getClassSchema(),
                SoftLabel.getClassSchema(),
                LabelSpace.getClassSchema(),
                SourcePosition.getClassSchema(),
                JournalEntry.getClassSchema(),
                Checkpoint.getClassSchema(),
                Deployment.getClassSchema(),
                Figure.getClassSchema());
    }

    public static RecordCodec<Prompt> prompt() {
        return PROMPT;
    }

    public static RecordCodec<SoftLabel> softLabel() {
        return SOFT_LABEL;
    }

    public static RecordCodec<LabelSpace> labelSpace() {
        return LABEL_SPACE;
    }

    public static RecordCodec<SourcePosition> sourcePosition() {
        return SOURCE_POSITION;
    }

    public static RecordCodec<JournalEntry> journalEntry() {
        return JOURNAL_ENTRY;
    }

    public static RecordCodec<Checkpoint> checkpoint() {
        return CHECKPOINT;
    }

    public static RecordCodec<Deployment> deployment() {
        return DEPLOYMENT;
    }

    public static RecordCodec<Figure> figure() {
        return FIGURE;
    }
}
