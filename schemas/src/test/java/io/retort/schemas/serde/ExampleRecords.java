package io.retort.schemas.serde;

import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.AgreementFall;
import io.retort.schemas.record.ChatRole;
import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.record.CheckpointFile;
import io.retort.schemas.record.CheckpointReference;
import io.retort.schemas.record.Choice;
import io.retort.schemas.record.ClassCount;
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
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Records of each kind, with hardly a field at its default. */
final class ExampleRecords {

    private static final Instant TIME = Instant.parse("2026-11-01T12:34:56.789Z");
    private static final Sha256 HASH = Fingerprints.ofText("hash");
    private static final LabelSpaceReference LABEL_SPACE = LabelSpaceReference.newBuilder()
            .setKind(LabelSpaceKind.CLASSES)
            .setFingerprint(HASH)
            .setSize(77)
            .build();

    private ExampleRecords() {}

    /** Every kind of record, by the codec that reads it. */
    static Map<RecordCodec<? extends SpecificRecord>, SpecificRecord> all() {
        return Map.of(
                RecordCodecs.prompt(), prompt(),
                RecordCodecs.softLabel(), softLabel(),
                RecordCodecs.labelSpace(), labelSpace(),
                RecordCodecs.sourcePosition(), sourcePosition(),
                RecordCodecs.journalEntry(), journalEntry(step()),
                RecordCodecs.checkpoint(), checkpoint(),
                RecordCodecs.deployment(), deployment(),
                RecordCodecs.figure(), figure(studentFigures()));
    }

    static Prompt prompt() {
        return Prompt.newBuilder()
                .setId("p-1")
                .setSourceId("file:/data/messages.jsonl")
                .setSourceIndex(41)
                .setText("where is my card\u2026 \uD83D\uDE00?")
                .setResponse("on its way")
                .setMessages(List.of(new Message(ChatRole.USER, "hello")))
                .setArrivedAt(TIME)
                .build();
    }

    static SoftLabel softLabel() {
        return SoftLabel.newBuilder()
                .setPromptId("p-1")
                .setInputHash(HASH)
                .setTeacher(TeacherIdentity.newBuilder()
                        .setId("minilm-l6-v2-q")
                        .setVersion("1")
                        .setFingerprint(HASH)
                        .build())
                .setGrantId("open")
                .setLabelSpace(LABEL_SPACE)
                .setText("where is my card?")
                .setTokens(ByteBuffer.wrap(new byte[] {1, 2}))
                .setSpans(List.of(new Span(1, 3)))
                .setTemperature(0.05f)
                .setSupport(Support.TOP_K)
                .setPositions(1)
                .setDistributions(ByteBuffer.wrap(new byte[] {1, 0, 3}))
                .setPolicy("zero-shot")
                .setPromptArrivedAt(TIME)
                .setLabelledAt(TIME.plusSeconds(1))
                .build();
    }

    static LabelSpace labelSpace() {
        return LabelSpace.newBuilder()
                .setKind(LabelSpaceKind.CLASSES)
                .setFingerprint(HASH)
                .setSize(2)
                .setNames(List.of("card_arrival", "card_linking"))
                .setAnnouncedAt(TIME)
                .build();
    }

    static SourcePosition sourcePosition() {
        return SourcePosition.newBuilder()
                .setSourceId("file:/data/messages.jsonl")
                .setRecords(42)
                .setBytes(4096)
                .setPrefixHash(HASH)
                .setRefused(1)
                .setFinished(true)
                .setUpdatedAt(TIME)
                .build();
    }

    static JournalEntry journalEntry(Object body) {
        return JournalEntry.newBuilder()
                .setStudent("s")
                .setNumber(7)
                .setStep(6)
                .setChain(HASH)
                .setWrittenAt(TIME)
                .setBody(body)
                .build();
    }

    static Segment segment() {
        return Segment.newBuilder()
                .setNumerics("pytorch-2.7.1/avx2/1")
                .setSettings("{}")
                .setClusterId("c")
                .setLabelsTopicId("t")
                .setStart(List.of(new NextOffset(0, 12L), new NextOffset(3, 0L)))
                .build();
    }

    static Step step() {
        return Step.newBuilder()
                .setTiles(List.of(new Tile(2, 10L, 20L, 9, HASH, List.of(new Refusal(15L, "mass")))))
                .setLearned(8)
                .setPositions(80)
                .setLoss(1.25)
                .setAgreed(50)
                .setNovel(7)
                .setNovelPositions(70)
                .setNovelLoss(1.5)
                .setNovelAgreed(40)
                .setNovelTokens(new TokenScores(2.5, 0.625))
                .setChoices(List.of(new Choice(1, 1, 4), new Choice(1, 2, 3)))
                .setMicroBatches(List.of(5, 3))
                .setRehearsed(16)
                .setRehearsalSeed(-3)
                .setNewestArrival(TIME)
                .build();
    }

    static Checkpoint checkpoint() {
        return Checkpoint.newBuilder()
                .setStudent("s")
                .setId("00000006-a1b2")
                .setStep(6)
                .setKind("text-classifier")
                .setParent(new CheckpointReference("00000003-c3d4", 11L))
                .setEntryNumber(7)
                .setChain(HASH)
                .setJournalPartition(3)
                .setJournalOffset(99)
                .setLabelsTopicId("t")
                .setNext(List.of(new NextOffset(0, 20L)))
                .setFiles(List.of(new CheckpointFile("model.safetensors", 1L << 33, HASH)))
                .setLabelSpace(LABEL_SPACE)
                .setNumerics("pytorch-2.7.1/avx2/1")
                .setLabels(80)
                .setRefused(2)
                .setGrants(Map.of("", 30L, "open", 50L))
                .setPrequential(PrequentialWindow.newBuilder()
                        .setLabels(64)
                        .setLoss(1.5)
                        .setAgreement(0.75)
                        .setRepeats(0.125)
                        .setPositions(700)
                        .setTokens(new TokenScores(2.5, 0.625))
                        .build())
                .setNewestArrival(TIME)
                .setWrittenAt(TIME)
                .build();
    }

    static Deployment deployment() {
        return Deployment.newBuilder()
                .setStudent("s")
                .setId("d-2")
                .setBasedOn("d-1")
                .setAction(DeploymentAction.REFUSE)
                .setCheckpoint(new DeployedCheckpoint(
                        "00000006-a1b2",
                        12L,
                        6L,
                        "text-classifier",
                        LABEL_SPACE,
                        List.of(new CheckpointFile("model.safetensors", 1L << 33, HASH)),
                        TIME,
                        TIME))
                .setDecider(Decider.GATE)
                .setReason("worse on the stream")
                .setEvidence(Evidence.newBuilder()
                        .setLive("00000003-c3d4")
                        .setLevel(0.05)
                        .setComparisons(List.of(new PairedComparison(
                                EvidenceSource.STREAM,
                                Measure.AGREEMENT,
                                512,
                                0.9,
                                0.8,
                                0.1,
                                0.01,
                                0.1165,
                                0.02,
                                false)))
                        .setFall(new AgreementFall("00000003-c3d4", 512L, 0.9, 512, 0.8, 0.022, 0.136, 0.15, true))
                        .build())
                .setDecidedAt(TIME)
                .build();
    }

    static Figure figure(Object counted) {
        return Figure.newBuilder()
                .setSubject(FigureSubject.STUDENT)
                .setName("s")
                .setPartition(2)
                .setStart(TIME)
                .setEnd(TIME.plusSeconds(5))
                .setLate(1)
                .setCounted(counted)
                .build();
    }

    static StudentFigures studentFigures() {
        return StudentFigures.newBuilder()
                .setSteps(2)
                .setLabels(16)
                .setPositions(64)
                .setRefused(1)
                .setNovel(14)
                .setNovelPositions(140)
                .setNovelLoss(20.5)
                .setNovelAgreed(90)
                .setNovelTokens(new TokenSums(320.5, 60.25))
                .setChoices(List.of(new Choice(1, 1, 9), new Choice(1, 2, 5)))
                .setArrivals(List.of(new StepArrival(6L, TIME, 8), new StepArrival(7L, TIME.plusMillis(20), 8)))
                .build();
    }

    static TeacherFigures teacherFigures() {
        return TeacherFigures.newBuilder()
                .setLabels(5)
                .setTokens(60)
                .setBytes(4096)
                .setCalls(5)
                .setDistributions(
                        List.of(new LabelDistribution(HASH, List.of(new ClassCount(0, 2L), new ClassCount(76, 3L)))))
                .build();
    }
}
