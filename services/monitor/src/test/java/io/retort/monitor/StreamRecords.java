package io.retort.monitor;

import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.label.LabelDistributionCodec;
import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.record.Choice;
import io.retort.schemas.record.Decider;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.DeploymentAction;
import io.retort.schemas.record.Evidence;
import io.retort.schemas.record.EvidenceSource;
import io.retort.schemas.record.JournalEntry;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.schemas.record.Measure;
import io.retort.schemas.record.PairedComparison;
import io.retort.schemas.record.PrequentialWindow;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.Refusal;
import io.retort.schemas.record.Segment;
import io.retort.schemas.record.Sha256;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.record.Step;
import io.retort.schemas.record.Support;
import io.retort.schemas.record.TeacherIdentity;
import io.retort.schemas.record.Tile;
import io.retort.schemas.record.TokenScores;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Records of the stream, as the services write them. */
public final class StreamRecords {

    /** Of the classes {@code "a", "b", "c"}. */
    public static final Sha256 LABEL_SPACE = Fingerprints.ofClasses(List.of("a", "b", "c"));

    private static final LabelSpaceReference CLASSES = new LabelSpaceReference(LabelSpaceKind.CLASSES, LABEL_SPACE, 3);
    private static final Sha256 HASH = Fingerprints.ofText("hash");

    private StreamRecords() {}

    public static Prompt prompt(String id, Instant arrivedAt) {
        return new Prompt(id, "test", 0L, "where is my card", null, List.of(), arrivedAt);
    }

    /** @param best the class the teacher holds most likely, 0 to 2 */
    public static SoftLabel label(String teacher, int best, Instant labelledAt) {
        float[] logs = new float[3];
        IntStream.range(0, 3).forEach(id -> logs[id] = (float) Math.log(id == best ? 0.8 : 0.1));
        byte[] distribution = new LabelDistributionCodec()
                .encode(Support.FULL, List.of(new Distribution(new int[] {0, 1, 2}, logs, Float.NEGATIVE_INFINITY)), 3);
        return SoftLabel.newBuilder()
                .setPromptId("p")
                .setInputHash(HASH)
                .setTeacher(new TeacherIdentity(teacher, "1", HASH))
                .setLabelSpace(CLASSES)
                .setText("where is my card")
                .setTokens(ByteBuffer.allocate(0))
                .setSpans(List.of())
                .setTemperature(0.05f)
                .setSupport(Support.FULL)
                .setPositions(1)
                .setDistributions(ByteBuffer.wrap(distribution))
                .setPolicy("zero-shot")
                .setPromptArrivedAt(labelledAt.minusMillis(20))
                .setLabelledAt(labelledAt)
                .build();
    }

    /** A step on labels that are all novel but one. */
    public static JournalEntry step(String student, long step, Instant writtenAt, double novelLoss, Choice... choices) {
        int novel = List.of(choices).stream().mapToInt(Choice::getLabels).sum();
        int agreed = List.of(choices).stream()
                .filter(choice -> choice.getTeachers() == choice.getStudents())
                .mapToInt(Choice::getLabels)
                .sum();
        Step body = Step.newBuilder()
                .setTiles(List.of(new Tile(0, 0L, 9L, novel + 2, HASH, List.of(new Refusal(3L, "mass")))))
                .setLearned(novel + 1)
                .setPositions(novel + 1)
                .setLoss(novelLoss)
                .setAgreed(agreed + 1)
                .setNovel(novel)
                .setNovelPositions(novel)
                .setNovelLoss(novelLoss)
                .setNovelAgreed(agreed)
                .setChoices(List.of(choices))
                .setMicroBatches(List.of(novel + 1))
                .setRehearsed(0)
                .setRehearsalSeed(0)
                .setNewestArrival(writtenAt.minusMillis(300))
                .build();
        return new JournalEntry(student, step + 1, step, HASH, writtenAt, body);
    }

    /** A language model's step on 3 labels, one of them seen before and of 5 tokens. */
    public static JournalEntry tokens(
            String student, long step, Instant writtenAt, int novelTokens, TokenScores scores) {
        Step body = Step.newBuilder()
                .setTiles(List.of(new Tile(0, 0L, 9L, 3, HASH, List.of())))
                .setLearned(3)
                .setPositions(novelTokens + 5)
                .setLoss(1)
                .setAgreed(novelTokens)
                .setNovel(2)
                .setNovelPositions(novelTokens)
                .setNovelLoss(scores.getCrossEntropy() - 1)
                .setNovelAgreed(novelTokens / 2)
                .setNovelTokens(scores)
                .setChoices(List.of())
                .setMicroBatches(List.of(2, 1))
                .setRehearsed(0)
                .setRehearsalSeed(0)
                .setNewestArrival(writtenAt.minusMillis(300))
                .build();
        return new JournalEntry(student, step + 1, step, HASH, writtenAt, body);
    }

    public static JournalEntry segment(String student, Instant writtenAt) {
        return new JournalEntry(student, 0L, 0L, HASH, writtenAt, new Segment("cpu", "{}", "c", "t", List.of()));
    }

    public static Checkpoint checkpoint(String student, String id, long step, Instant writtenAt) {
        return Checkpoint.newBuilder()
                .setStudent(student)
                .setId(id)
                .setStep(step)
                .setKind("text-classifier")
                .setEntryNumber(step + 1)
                .setChain(HASH)
                .setJournalPartition(0)
                .setJournalOffset(0)
                .setLabelsTopicId("t")
                .setNext(List.of())
                .setFiles(List.of())
                .setLabelSpace(CLASSES)
                .setNumerics("cpu")
                .setLabels(100)
                .setRefused(0)
                .setGrants(Map.of())
                .setPrequential(new PrequentialWindow(64L, 1.5, 0.75, 0.125, 64L, null))
                .setNewestArrival(writtenAt.minusMillis(500))
                .setWrittenAt(writtenAt)
                .build();
    }

    /** Of the gate, with a comparison. */
    public static Deployment promotion(
            String student, String id, @Nullable String basedOn, String checkpoint, long step, Instant decidedAt) {
        return Deployment.newBuilder()
                .setStudent(student)
                .setId(id)
                .setBasedOn(basedOn)
                .setAction(DeploymentAction.PROMOTE)
                .setCheckpoint(new DeployedCheckpoint(
                        checkpoint, 0L, step, "text-classifier", CLASSES, List.of(), decidedAt, decidedAt))
                .setDecider(Decider.GATE)
                .setReason("no worse")
                .setEvidence(Evidence.newBuilder()
                        .setLevel(0.05)
                        .setComparisons(List.of(new PairedComparison(
                                EvidenceSource.STREAM, Measure.LOSS, 512, 1.0, 0.9, -0.1, 0.01, -0.08, 0.02, true)))
                        .build())
                .setDecidedAt(decidedAt)
                .build();
    }
}
