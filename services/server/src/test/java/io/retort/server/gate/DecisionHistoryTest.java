package io.retort.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.platform.deployment.Announced;
import io.retort.schemas.deployment.DeploymentFold;
import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.record.Decider;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.DeploymentAction;
import io.retort.schemas.record.Evidence;
import io.retort.schemas.record.EvidenceSource;
import io.retort.schemas.record.Measure;
import io.retort.schemas.record.PairedComparison;
import io.retort.schemas.record.PrequentialWindow;
import io.retort.schemas.record.Sha256;
import io.retort.server.TellingCheckpoints;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecisionHistoryTest {

    private static final String STUDENT = "s";
    private static final Duration MEMORY = Duration.ofMinutes(10);

    private final DeploymentFold fold = new DeploymentFold();
    private final DecisionHistory history = new DecisionHistory(STUDENT);
    private int second;

    @Test
    void shouldCompareWithTheBestOfTheLastPromotions() {
        gate(1, 0.80);
        gate(2, 0.85);
        gate(3, 0.82);

        assertThat(reference().agreement()).isEqualTo(0.85);
        assertThat(reference().checkpoint()).isEqualTo(TellingCheckpoints.idOf(2));
    }

    @Test
    void shouldForgetWhatWasLongBeforeTheLast() {
        gate(1, 0.95);
        second += 700;
        gate(2, 0.80);

        assertThat(reference().agreement()).isEqualTo(0.80);
    }

    @Test
    void shouldNotLowerTheBarForAPersonsPromotion() {
        gate(1, 0.85);
        person(2, 0.05, false);
        gate(3, 0.84);
        person(4, 0.05, false);

        assertThat(reference().agreement()).isEqualTo(0.85);
    }

    @Test
    void shouldTakeTheLabelsThatAPersonAccepts() {
        gate(1, 0.85);
        person(2, 0.60, true);

        assertThat(reference().agreement()).isEqualTo(0.60);

        gate(3, 0.63);
        assertThat(reference().agreement()).isEqualTo(0.63);
    }

    @Test
    void shouldGoBackToWhatWasWithARollback() {
        gate(1, 0.70);
        gate(2, 0.85);
        decide(DeploymentAction.ROLL_BACK, 1, Decider.PERSON, null, 0.4, false);

        assertThat(reference().agreement()).isEqualTo(0.70);
    }

    @Test
    void shouldTakeWhatTheFirstWasAnnouncedWithUntilSomethingIsMeasured() {
        decide(DeploymentAction.PROMOTE, 1, Decider.GATE, null, 0.3, false);
        assertThat(reference().agreement()).isEqualTo(0.3);

        person(2, 0.9, false);
        assertThat(reference().agreement()).isEqualTo(0.3);

        gate(3, 0.7);
        assertThat(reference().agreement()).isEqualTo(0.7);
    }

    @Test
    void shouldKnowNothingOfAStudentNobodyDecidedOn() {
        assertThat(history.reference(List.of(), MEMORY)).isEmpty();
        assertThat(history.frontier()).isEqualTo(-1);
    }

    @Test
    void shouldNotLookAgainAtWhatWasDecidedOnOrPassedOver() {
        List<Announced> standing = List.of(announced(1), announced(2), announced(3), announced(4));
        assertThat(newest(standing)).contains(TellingCheckpoints.idOf(4));

        gate(3, 0.8);
        assertThat(newest(standing)).contains(TellingCheckpoints.idOf(4));
        decide(DeploymentAction.REFUSE, 4, Decider.GATE, 0.1, 0.1, false);
        assertThat(newest(standing)).isEmpty();
        decide(DeploymentAction.ROLL_BACK, 1, Decider.PERSON, null, 0.4, false);
        assertThat(newest(standing)).as("not what was rolled back").isEmpty();
    }

    @Test
    void shouldNeverTakeTheFirstStudent() {
        assertThat(newest(List.of(announced(0)))).isEmpty();
    }

    private Reference reference() {
        return history.reference(fold.of(STUDENT).lives(), MEMORY).orElseThrow();
    }

    private Optional<String> newest(List<Announced> standing) {
        return Candidates.newest(standing, fold.of(STUDENT), history).map(Announced::id);
    }

    private void gate(long step, double agreement) {
        decide(DeploymentAction.PROMOTE, step, Decider.GATE, agreement, 0.5, false);
    }

    private void person(long step, double prequential, boolean accepted) {
        decide(DeploymentAction.PROMOTE, step, Decider.PERSON, null, prequential, accepted);
    }

    private void decide(
            DeploymentAction action,
            long step,
            Decider decider,
            @Nullable Double measured,
            double prequential,
            boolean accepted) {
        second++;
        Deployment decision = Deployment.newBuilder()
                .setStudent(STUDENT)
                .setId("d" + second)
                .setBasedOn(fold.of(STUDENT).base().orElse(null))
                .setAction(action)
                .setCheckpoint(deployed(step))
                .setPrequential(new PrequentialWindow(2_000L, 0.1, prequential, 0.0, 2_000L, null))
                .setLabelsAccepted(accepted)
                .setDecider(decider)
                .setReason("test")
                .setEvidence(measured == null ? null : evidence(measured))
                .setDecidedAt(Instant.ofEpochSecond(second))
                .build();
        if (fold.take(decision)) {
            history.take(decision);
        }
    }

    private static Evidence evidence(double agreement) {
        return Evidence.newBuilder()
                .setLevel(0.05)
                .setComparisons(List.of(new PairedComparison(
                        EvidenceSource.STREAM, Measure.AGREEMENT, 512, 0.5, agreement, 0.0, 0.0, 0.0, 0.02, true)))
                .build();
    }

    private static DeployedCheckpoint deployed(long step) {
        return TellingCheckpoints.deployed(step, List.of());
    }

    private static Announced announced(long step) {
        Checkpoint checkpoint = Checkpoint.newBuilder()
                .setStudent(STUDENT)
                .setId(TellingCheckpoints.idOf(step))
                .setStep(step)
                .setKind("text-classifier")
                .setEntryNumber(step)
                .setChain(new Sha256(new byte[32]))
                .setJournalPartition(0)
                .setJournalOffset(0)
                .setLabelsTopicId("")
                .setNext(List.of())
                .setFiles(List.of())
                .setLabelSpace(TellingCheckpoints.LABEL_SPACE)
                .setNumerics("")
                .setLabels(0)
                .setRefused(0)
                .setGrants(Map.of())
                .setPrequential(new PrequentialWindow(0L, 0.0, 0.0, 0.0, 0L, null))
                .setNewestArrival(Instant.EPOCH)
                .setWrittenAt(Instant.EPOCH)
                .build();
        return new Announced(checkpoint, step);
    }
}
