package io.retort.schemas.label;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintsTest {

    // coreutils' sha256sum: printf 'abc' | sha256sum; printf 'caf\303\251' | sha256sum;
    // printf '\0\0\0\0\0\0\0\2ab\0\0\0\0\0\0\0\1c' | sha256sum
    @Test
    void shouldAgreeWithAnotherImplementation() {
        assertThat(Fingerprints.hex(Fingerprints.of("abc".getBytes(UTF_8))))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Fingerprints.hex(Fingerprints.ofText("caf\u00e9")))
                .isEqualTo("850f7dc43910ff890f8879c0ed26fe697c93a067ad93a7d50f466a7028a9bf4e");
        assertThat(Fingerprints.hex(Fingerprints.ofClasses(List.of("ab", "c"))))
                .isEqualTo("601d5476e2ccfe2c87a2bba7a322659734a05749d5b5aa781f513e4912db0d5f");
    }

    @Test
    void shouldTellPartsApart() {
        assertThat(Fingerprints.ofClasses(List.of("ab", "c"))).isNotEqualTo(Fingerprints.ofClasses(List.of("a", "bc")));
        assertThat(Fingerprints.ofClasses(List.of("a", "b"))).isNotEqualTo(Fingerprints.ofClasses(List.of("b", "a")));
    }

    @Test
    void shouldRefuseToMakeOneOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(Fingerprints::of);
    }
}
