package io.retort.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.learning.student.Student;
import io.retort.trainer.label.Portion;
import io.retort.trainer.learner.Learner;
import io.retort.trainer.learner.LearnerState;
import io.retort.trainer.learner.SegmentSettings;
import io.retort.trainer.settings.BatchSettings;
import io.retort.trainer.settings.RehearsalSettings;
import io.retort.trainer.support.Labels;
import io.retort.trainer.support.PlainStudents;
import io.retort.trainer.support.ScriptedTokens;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainerFiguresTest {

    private static final String CROSS_ENTROPY = "retort.trainer.prequential.cross.entropy";
    private static final String ACCEPTANCE = "retort.trainer.prequential.acceptance";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TrainerFigures figures = new TrainerFigures(registry, "support");

    @Test
    void shouldCountTheDistributionsItLearnedFrom() {
        Learner learner = learner(new ScriptedTokens());
        figures.restored(learner, null);

        step(learner, new Portion(0, 0, List.of(ScriptedTokens.record(0, 6), ScriptedTokens.record(1, 4))));
        step(learner, new Portion(0, 2, List.of(ScriptedTokens.record(2, 3))));

        assertThat(figures.view().labels()).isEqualTo(3);
        assertThat(figures.view().positions()).isEqualTo(5 + 3 + 2);
        assertThat(registry.get("retort.trainer.positions").counter().count()).isEqualTo(10);
        assertThat(registry.get("retort.trainer.labels").counter().count()).isEqualTo(3);
    }

    @Test
    void shouldShowWhatOnlyTokensHave() {
        Learner learner = learner(new ScriptedTokens());
        figures.restored(learner, null);
        assertThat(gauge(CROSS_ENTROPY).value()).as("before the first label").isNaN();

        step(learner, new Portion(0, 0, List.of(ScriptedTokens.record(0, 6))));

        assertThat(gauge(CROSS_ENTROPY).value()).isEqualTo(2.5);
        assertThat(gauge(ACCEPTANCE).value()).isEqualTo(0.75);
    }

    @Test
    void shouldShowNothingOfTokensForClasses() {
        Learner learner = learner(new PlainStudents(Labels.SPACE).create(Labels.SPACE, 1));
        figures.restored(learner, null);

        step(learner, new Portion(0, 0, Labels.records(0, 0, 4)));

        assertThat(registry.find(CROSS_ENTROPY).gauge()).isNull();
        assertThat(registry.find(ACCEPTANCE).gauge()).isNull();
        assertThat(figures.view().positions()).isEqualTo(4);
    }

    private void step(Learner learner, Portion portion) {
        figures.stepped(learner.learn(List.of(portion)), learner, 0);
    }

    private Gauge gauge(String name) {
        return registry.get(name).tag("student", "support").gauge();
    }

    private static Learner learner(Student student) {
        SegmentSettings settings = SegmentSettings.of(BatchSettings.DEFAULT, new RehearsalSettings(0, 1), Map.of());
        return new Learner(student, 1, LearnerState.first(settings));
    }
}
