package io.retort.trainer.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.schemas.label.Fingerprints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointerTest {

    @Test
    void shouldComeBackFromItsMetadataAndStayBelowThreeHundredBytes() {
        Pointer pointer = new Pointer(
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                Fingerprints.ofText("chain"),
                Long.MAX_VALUE,
                Integer.MAX_VALUE,
                Long.MAX_VALUE);

        assertThat(Pointer.parse(pointer.toMetadata())).contains(pointer);
        assertThat(pointer.toMetadata()).hasSizeLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "retort-1 step=1", "retort-2 step=1 entry=1 chain= checkpoint=1 journal=1:1"})
    void shouldNotTakeOthersMetadataForAPointer(String metadata) {
        assertThat(Pointer.parse(metadata)).isEmpty();
    }
}
