package io.retort.schemas.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.Decider;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.DeploymentAction;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.LabelSpaceReference;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeploymentFoldTest {

    private final DeploymentFold fold = new DeploymentFold();

    @Test
    void shouldServeWhatWasPromotedLast() {
        take("1", null, DeploymentAction.PROMOTE, "a");
        take("2", "1", DeploymentAction.REFUSE, "b");
        take("3", "2", DeploymentAction.PROMOTE, "c");

        assertThat(live()).isEqualTo("c");
        assertThat(fold.of("s").previous().orElseThrow().getId()).isEqualTo("a");
        assertThat(fold.of("other")).isEqualTo(StudentDeployment.none());
    }

    @Test
    void shouldIgnoreWhatIsNotBasedOnTheNewestDecision() {
        take("1", null, DeploymentAction.PROMOTE, "a");

        assertThat(take("2", null, DeploymentAction.PROMOTE, "b")).isFalse();
        assertThat(take("3", "1", DeploymentAction.PROMOTE, "c")).isTrue();
        assertThat(take("4", "1", DeploymentAction.PROMOTE, "d")).isFalse();
        assertThat(take("3", "1", DeploymentAction.PROMOTE, "c"))
                .as("the same again")
                .isFalse();

        assertThat(live()).isEqualTo("c");
    }

    @Test
    void shouldGoBackStepByStep() {
        take("1", null, DeploymentAction.PROMOTE, "a");
        take("2", "1", DeploymentAction.PROMOTE, "b");
        take("3", "2", DeploymentAction.PROMOTE, "c");
        take("4", "3", DeploymentAction.ROLL_BACK, "b");

        assertThat(live()).isEqualTo("b");
        assertThat(fold.of("s").previous().orElseThrow().getId()).isEqualTo("a");

        take("5", "4", DeploymentAction.ROLL_BACK, "a");
        assertThat(fold.of("s").previous()).isEmpty();
    }

    @Test
    void shouldServeWhatAPersonRollsBackToEvenIfItWasNeverLive() {
        take("1", null, DeploymentAction.PROMOTE, "b");
        take("2", "1", DeploymentAction.ROLL_BACK, "a");

        assertThat(live()).isEqualTo("a");
    }

    @Test
    void shouldRememberTheLastLivesOnly() {
        String last = null;
        for (int i = 0; i < StudentDeployment.MOST_LIVES + 5; i++) {
            take("d" + i, last, DeploymentAction.PROMOTE, "c" + i);
            last = "d" + i;
        }

        assertThat(fold.of("s").lives())
                .hasSize(StudentDeployment.MOST_LIVES)
                .first()
                .extracting(DeployedCheckpoint::getId)
                .isEqualTo("c5");
    }

    @Test
    void shouldBeHeldUntilItIsReleasedOrPromoted() {
        take("1", null, DeploymentAction.HOLD, null);
        assertThat(fold.of("s").held()).isTrue();
        take("2", "1", DeploymentAction.RELEASE, null);
        assertThat(fold.of("s").held()).isFalse();
        take("3", "2", DeploymentAction.HOLD, null);
        take("4", "3", DeploymentAction.PROMOTE, "a");
        assertThat(fold.of("s").held()).isFalse();
    }

    @Test
    void shouldIgnoreAPromotionOfNothing() {
        assertThat(take("1", null, DeploymentAction.PROMOTE, null)).isFalse();
    }

    @Test
    void shouldNotTakeWhatDoesNotCountForGiven() {
        assertThatThrownBy(() -> StudentDeployment.none().after(decision("2", "1", DeploymentAction.HOLD, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("based on 1");
    }

    private String live() {
        return fold.of("s").live().orElseThrow().getId();
    }

    private boolean take(String id, @Nullable String basedOn, DeploymentAction action, @Nullable String checkpoint) {
        return fold.take(decision(id, basedOn, action, checkpoint));
    }

    private static Deployment decision(
            String id, @Nullable String basedOn, DeploymentAction action, @Nullable String checkpoint) {
        return Deployment.newBuilder()
                .setStudent("s")
                .setId(id)
                .setBasedOn(basedOn)
                .setAction(action)
                .setCheckpoint(checkpoint == null ? null : checkpoint(checkpoint))
                .setDecider(Decider.PERSON)
                .setReason("test")
                .setDecidedAt(Instant.EPOCH)
                .build();
    }

    private static DeployedCheckpoint checkpoint(String id) {
        LabelSpaceReference space = LabelSpaceReference.newBuilder()
                .setKind(LabelSpaceKind.CLASSES)
                .setFingerprint(Fingerprints.ofText("space"))
                .setSize(2)
                .build();
        return new DeployedCheckpoint(id, 0L, 1L, "text-classifier", space, List.of(), Instant.EPOCH, Instant.EPOCH);
    }
}
