package io.retort.teacher.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.retort.learning.language.Precision;
import io.retort.platform.config.InvalidSetting;
import io.retort.schemas.record.TeacherIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class CausalTeacherSettingsTest {

    @TempDir
    Path directory;

    @Test
    void shouldNameTheSettingThatIsWrong() {
        refuses("name", () -> settings("a b", 1, 10, 1, 1));
        refuses("temperature", () -> settings("a", 0, 10, 1, 1));
        refuses("temperature", () -> settings("a", Float.NaN, 10, 1, 1));
        refuses("longest", () -> settings("a", 1, 1, 1, 1));
        refuses("batchTokens", () -> settings("a", 1, 10, 0, 1));
        refuses("threads", () -> settings("a", 1, 10, 1, 0));
        refuses("support.draws", () -> new LabelSupport.Sampled(256));
        refuses("support.k", () -> new LabelSupport.TopK(0));
        refuses("response.temperature", () -> new ResponseSettings(-1, 1));
        refuses("response.maximumTokens", () -> new ResponseSettings(1, 0));
    }

    @Test
    void shouldRefuseSequencesBeyondTheModelsContext() {
        TinyTeachers.write(directory);

        refuses("longest", () -> CausalTeacher.open(directory, settings("a", 1, 1_025, 1, 1)));
    }

    // 8 MiB hold 80 positions of all 49,152 entries in two bytes each, and not 1,024; nor 1,024 of 2,000 in up to
    // seven.
    @Test
    void shouldRefuseLabelsThatMayPassTheSizeOfARecord() {
        LabelSize.check(TinyTeachers.settings(new LabelSupport.Full(), 1), 49_152);
        LabelSize.check(CausalTeacherSettings.standard("a"), 151_936);
        refuses("support", () -> LabelSize.check(keeping(new LabelSupport.Full()), 49_152));
        refuses("support", () -> LabelSize.check(keeping(new LabelSupport.TopK(2_000)), 49_152));
    }

    @Test
    void shouldBeAnotherTeacherWithAnotherFileOrAnotherSetting() throws IOException {
        TinyTeachers.write(directory);
        TeacherIdentity first = identity(settings("a", 1, 100, 1, 1));

        assertThat(identity(settings("a", 1, 100, 7, 2))).isEqualTo(first);
        assertThat(identity(settings("a", 2, 100, 1, 1)).getFingerprint()).isNotEqualTo(first.getFingerprint());
        assertThat(identity(settings("a", 1, 99, 1, 1)).getFingerprint()).isNotEqualTo(first.getFingerprint());
        Path file = directory.resolve("tokenizer_config.json");
        Files.writeString(file, Files.readString(file) + "\n");
        assertThat(identity(settings("a", 1, 100, 1, 1)).getVersion()).isNotEqualTo(first.getVersion());
    }

    private TeacherIdentity identity(CausalTeacherSettings settings) {
        try (CausalTeacher teacher = TinyTeachers.open(directory, settings)) {
            return teacher.identity();
        }
    }

    private static CausalTeacherSettings keeping(LabelSupport support) {
        CausalTeacherSettings standard = CausalTeacherSettings.standard("a");
        return new CausalTeacherSettings(
                standard.name(),
                support,
                standard.temperature(),
                standard.texts(),
                standard.labelled(),
                standard.response(),
                standard.longest(),
                standard.batchTokens(),
                standard.precision(),
                standard.threads());
    }

    private static CausalTeacherSettings settings(
            String name, float temperature, int longest, int batchTokens, int threads) {
        return new CausalTeacherSettings(
                name,
                new LabelSupport.Sampled(22),
                temperature,
                Texts.PROMPT,
                LabelledTokens.RESPONSES,
                ResponseSettings.standard(),
                longest,
                batchTokens,
                Precision.FLOAT32,
                threads);
    }

    private static void refuses(String key, Executable making) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(making::execute)
                .satisfies(refused -> assertThat(refused.key()).isEqualTo(key));
    }
}
