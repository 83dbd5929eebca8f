package io.retort.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retort.schemas.label.DecodedDistributions;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.label.LabelDistributionCodec;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.record.Support;
import io.retort.schemas.serde.Decoded;
import io.retort.schemas.serde.RecordCodecs;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SoftLabelMakerTest {

    private static final Instant NOW = Instant.ofEpochMilli(5_000);
    private static final Prompt PROMPT = Prompts.of(7, "Größe? 🙏🏽");
    private static final Distribution LABEL = ScriptedTeacher.labelOf(PROMPT.getText());

    private final ScriptedTeacher teacher = new ScriptedTeacher();

    @Test
    void shouldSayWhatTheLabelIsOfAndInWhatItIs() {
        SoftLabel label = make(Optional.empty());
        assertThat(label.getPromptId()).isEqualTo("prompt-7");
        assertThat(label.getText()).isEqualTo(PROMPT.getText());
        // sha256sum of the text's UTF-8 bytes
        assertThat(Fingerprints.hex(label.getInputHash()))
                .isEqualTo("f076a7970b4b2922d8deabbed5b07dffa49a6463f5b6cbe74026feea9ca82b64");
        assertThat(label.getTeacher()).isEqualTo(teacher.identity());
        assertThat(label.getLabelSpace().getKind()).isEqualTo(LabelSpaceKind.CLASSES);
        assertThat(label.getLabelSpace().getFingerprint()).isEqualTo(Fingerprints.ofClasses(ScriptedTeacher.CLASSES));
        assertThat(label.getLabelSpace().getSize()).isEqualTo(3);
        assertThat(label.getTemperature()).isEqualTo(1f);
        assertThat(label.getPolicy()).isEqualTo("scripted");
        assertThat(label.getPromptArrivedAt()).isEqualTo(PROMPT.getArrivedAt());
        assertThat(label.getLabelledAt()).isEqualTo(NOW);
    }

    @Test
    void shouldPackTheDistribution() {
        SoftLabel label = make(Optional.empty());
        assertThat(label.getSupport()).isEqualTo(Support.FULL);
        assertThat(label.getPositions()).isOne();
        assertThat(label.getTokens().remaining()).isZero();
        assertThat(label.getSpans()).isEmpty();
        var decoded = new LabelDistributionCodec().decode(label.getDistributions(), Support.FULL, 1, 3);
        assertThat(decoded).isInstanceOfSatisfying(DecodedDistributions.Read.class, read -> {
            Distribution packed = (Distribution) read.distributions().get(0);
            assertThat(packed.ids()).containsExactly(0, 1, 2);
            assertThat(packed.logProbabilities()).containsExactly(LABEL.logProbabilities(), within(1e-3f));
        });
    }

    @Test
    void shouldNameTheGrantOnlyIfThereIsOne() {
        assertThat(make(Optional.empty()).getGrantId()).isNull();
        assertThat(make(Optional.of("terms-1")).getGrantId()).isEqualTo("terms-1");
    }

    @Test
    void shouldMakeARecordThatCanBeWritten() {
        SoftLabel label = make(Optional.of("terms-1"));
        byte[] bytes = RecordCodecs.softLabel().encode(label);
        assertThat(RecordCodecs.softLabel().decode(bytes)).isEqualTo(new Decoded.Read<>(label));
    }

    private SoftLabel make(Optional<String> grant) {
        return new SoftLabelMaker(teacher, grant, () -> NOW).make(PROMPT, new LabelOutcome.Labelled(LABEL));
    }
}
