package io.retort.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.schemas.record.Prompt;
import org.junit.jupiter.api.Test;

class RecordCodecTest {

    @Test
    void shouldReadWhatItWrote() {
        Prompt prompt = ExampleRecords.prompt();

        Decoded<Prompt> decoded =
                RecordCodecs.prompt().decode(RecordCodecs.prompt().encode(prompt));

        assertThat(decoded).isEqualTo(new Decoded.Read<>(prompt));
    }
}
