package io.retort.learning.torch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelSetTest {

    @Test
    void shouldNameMakeAndModelOnX86() {
        String processors = """
                processor	: 0
                vendor_id	: AuthenticAMD
                cpu family	: 25
                model		: 1
                model name	: AMD EPYC 7763
                processor	: 1
                vendor_id	: AuthenticAMD
                """;

        assertThat(KernelSet.makeAndModel(processors)).containsExactly("AuthenticAMD", "25", "1");
    }

    @Test
    void shouldNameMakeAndModelOnArm() {
        String processors = """
                processor	: 0
                BogoMIPS	: 243.75
                CPU implementer	: 0x41
                CPU architecture: 8
                CPU part	: 0xd40
                """;

        assertThat(KernelSet.makeAndModel(processors)).containsExactly("0x41", "0xd40");
    }

    @Test
    void shouldNameWhatTheEnginePicked() {
        TorchEngine engine = TorchEngine.start(1);

        assertThat(KernelSet.ofThisMachine()).isNotBlank().doesNotContain(" ", "/");
        assertThat(engine.numerics().kernels()).isEqualTo(KernelSet.ofThisMachine());
    }
}
