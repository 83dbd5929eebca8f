package io.retort.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.retort.learning.labelspace.ClassSet;
import io.retort.schemas.label.DecodedDistributions;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.LabelDistributionCodec;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.record.Support;
import io.retort.schemas.topic.Topic;
import io.retort.teacher.encoder.ZeroShotEncoder;
import io.retort.teacher.encoder.ZeroShotSettings;
import io.retort.testing.RetortKafka;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The real teacher on a real broker. */
class ZeroShotServiceIT {

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    private static final ClassSet CLASSES = ClassSet.customerSupport();
    private static final int PROMPTS = 200;

    @Test
    void shouldLabelAsTheEncoderDoesByItself() {
        ZeroShotSettings settings = new ZeroShotSettings(0.05f, 2);
        try (PromptTopic topic = new PromptTopic(kafka.bootstrapServers(), kafka.topicNames());
                Teacher teacher = ZeroShotEncoder.open(CLASSES, settings)) {
            topic.send(0, PROMPTS);
            try (RunningTeacher running = RunningTeacher.start(
                    kafka.bootstrapServers(), kafka.topicNames(), RunningTeacher.settings("encoder"), teacher)) {
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(topic.labels()).hasSizeGreaterThanOrEqualTo(PROMPTS));
                assertThat(running.service().progress().age()).isLessThan(Duration.ofSeconds(60));
            }
            assertThat(topic.keys(Topic.SOFT_LABELS)).isEqualTo(topic.keys(Topic.PROMPTS));
            assertThat(topic.labels()).extracting(PromptTopic::label).allSatisfy(label -> {
                assertThat(label.getTeacher()).isEqualTo(teacher.identity());
                assertThat(label.getLabelSpace().getFingerprint())
                        .isEqualTo(teacher.labelSpace().getFingerprint());
                assertThat(distribution(label).logProbabilities())
                        // The codec is off by 1.25e-4 sqrt(-x) at most, and -x stays below 40 at this temperature.
                        .containsExactly(alone(teacher, label).logProbabilities(), within(1e-3f));
            });
        }
    }

    private static Distribution alone(Teacher teacher, SoftLabel label) {
        return teacher.label(List.of(Prompts.of(label.getText()))).stream()
                .map(LabelOutcome.Labelled.class::cast)
                .findFirst()
                .orElseThrow()
                .distributions()
                .get(0);
    }

    private static Distribution distribution(SoftLabel label) {
        DecodedDistributions decoded = new LabelDistributionCodec()
                .decode(
                        label.getDistributions(),
                        Support.FULL,
                        1,
                        CLASSES.classes().size());
        return ((DecodedDistributions.Read) decoded).distributions().get(0);
    }
}
