package io.retort.cli.quickstart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.cli.compare.Comparison;
import java.io.IOException;
import java.nio.file.Path;

/** {@code summary.json}, for scripts: keys are added, never renamed. */
final class SummaryFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SummaryFile() {}

    static void write(Summary summary, Path file) throws IOException {
        JsonFile.replace(file, json(summary));
    }

    private static ObjectNode json(Summary summary) {
        ObjectNode json = JSON.createObjectNode()
                .put("prompts", summary.prompts())
                .put("labels", summary.labels())
                .put("deadLetters", summary.deadLetters())
                .put("step", summary.step())
                .put("checkpoints", summary.checkpoints());
        if (summary.heldOut().isPresent()) {
            json.put("agreement", summary.heldOut().get().agreement());
        } else {
            json.putNull("agreement");
        }
        json.put("prequentialAgreement", summary.prequentialAgreement())
                .put("prequentialLoss", summary.prequentialLoss())
                .put("labelsPerSecond", summary.labelsPerSecond())
                .put("seconds", summary.seconds())
                .put("complete", summary.complete());
        summary.checkpoint().ifPresent(checkpoint -> json.put("checkpoint", checkpoint.toString()));
        json.put("studentBytes", summary.studentBytes()).put("teacherBytes", summary.teacherBytes());
        summary.heldOut().ifPresent(heldOut -> add(json, heldOut));
        return json;
    }

    private static void add(ObjectNode json, Comparison heldOut) {
        json.put("heldOutPrompts", heldOut.prompts())
                .put("kl", heldOut.kl())
                .put("majorityAgreement", heldOut.majorityAgreement())
                .put("keywordAgreement", heldOut.keywordAgreement())
                .put("studentPromptsPerSecond", heldOut.studentPromptsPerSecond())
                .put("teacherPromptsPerSecond", heldOut.teacherPromptsPerSecond())
                .put("speedRatio", heldOut.studentPromptsPerSecond() / heldOut.teacherPromptsPerSecond());
    }
}
