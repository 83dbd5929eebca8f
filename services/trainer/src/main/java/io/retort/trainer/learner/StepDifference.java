package io.retort.trainer.learner;

import io.retort.schemas.record.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;

/** In which fields a repeated step is not what the journal records. */
final class StepDifference {

    private StepDifference() {}

    static List<String> between(Step journalled, Step repeated) {
        List<String> differences = new ArrayList<>();
        for (Schema.Field field : Step.getClassSchema().getFields()) {
            Object expected = journalled.get(field.pos());
            Object found = repeated.get(field.pos());
            if (!Objects.equals(expected, found)) {
                differences.add(field.name() + " is " + found + ", the journal says " + expected);
            }
        }
        return differences;
    }
}
