package io.retort.schemas.serde;

import io.retort.schemas.record.AgreementFall;
import io.retort.schemas.record.ChatRole;
import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.record.CheckpointFigures;
import io.retort.schemas.record.CheckpointFile;
import io.retort.schemas.record.CheckpointReference;
import io.retort.schemas.record.Choice;
import io.retort.schemas.record.ClassCount;
import io.retort.schemas.record.DeadLetterFigures;
import io.retort.schemas.record.Decider;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.DeploymentAction;
import io.retort.schemas.record.Evidence;
import io.retort.schemas.record.EvidenceSource;
import io.retort.schemas.record.Figure;
import io.retort.schemas.record.FigureSubject;
import io.retort.schemas.record.JournalEntry;
import io.retort.schemas.record.LabelDistribution;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.schemas.record.Measure;
import io.retort.schemas.record.Message;
import io.retort.schemas.record.NextOffset;
import io.retort.schemas.record.PairedComparison;
import io.retort.schemas.record.PrequentialWindow;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.PromptFigures;
import io.retort.schemas.record.Refusal;
import io.retort.schemas.record.Segment;
import io.retort.schemas.record.Sha256;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.record.SourcePosition;
import io.retort.schemas.record.Span;
import io.retort.schemas.record.Step;
import io.retort.schemas.record.StepArrival;
import io.retort.schemas.record.StudentFigures;
import io.retort.schemas.record.Support;
import io.retort.schemas.record.TeacherFigures;
import io.retort.schemas.record.TeacherIdentity;
import io.retort.schemas.record.Tile;
import io.retort.schemas.record.TokenScores;
import io.retort.schemas.record.TokenSums;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * The classes records are read into, by name, and no others. Avro would look them up by the names that schemas hold, and
 * from 1.12.2 on only where a setting of the whole process trusts their package: reading must not depend on it.
 */
final class RecordModel extends SpecificData {

    private static final Map<String, Class<?>> CLASSES = List.<Class<?>>of(
                    AgreementFall.class,
                    ChatRole.class,
                    Checkpoint.class,
                    CheckpointFigures.class,
                    CheckpointFile.class,
                    CheckpointReference.class,
                    Choice.class,
                    ClassCount.class,
                    DeadLetterFigures.class,
                    Decider.class,
                    DeployedCheckpoint.class,
                    Deployment.class,
                    DeploymentAction.class,
                    Evidence.class,
                    EvidenceSource.class,
                    Figure.class,
                    FigureSubject.class,
                    JournalEntry.class,
                    LabelDistribution.class,
                    LabelSpace.class,
                    LabelSpaceKind.class,
                    LabelSpaceReference.class,
                    Measure.class,
                    Message.class,
                    NextOffset.class,
                    PairedComparison.class,
                    PrequentialWindow.class,
                    Prompt.class,
                    PromptFigures.class,
                    Refusal.class,
                    Segment.class,
                    Sha256.class,
                    SoftLabel.class,
                    SourcePosition.class,
                    Span.class,
                    Step.class,
                    StepArrival.class,
                    StudentFigures.class,
                    Support.class,
                    TeacherFigures.class,
                    TeacherIdentity.class,
                    Tile.class,
                    TokenScores.class,
                    TokenSums.class)
            .stream()
            .collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));

    RecordModel() {
        super(RecordModel.class.getClassLoader());
        addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    @Override
    public @Nullable Class<?> getClass(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> CLASSES.get(schema.getFullName());
            default -> super.getClass(schema);
        };
    }
}
