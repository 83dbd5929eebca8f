package io.retort.cli.quickstart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.cli.language.Answers;
import io.retort.cli.language.BeforeAndAfter;
import java.io.IOException;
import java.nio.file.Path;

/** {@code summary.json} of language models, for scripts: keys are added, never renamed. */
final class LanguageSummaryFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private LanguageSummaryFile() {}

    static void write(LanguageSummary summary, Path file) throws IOException {
        JsonFile.replace(file, json(summary));
    }

    private static ObjectNode json(LanguageSummary summary) {
        Figures figures = summary.end().figures();
        ObjectNode json = JSON.createObjectNode()
                .put("prompts", summary.prompts())
                .put("labels", summary.labels())
                .put("deadLetters", summary.deadLetters())
                .put("tokens", summary.tokens())
                .put("step", figures.step())
                .put("checkpoints", figures.checkpoints())
                .put("prequentialKl", figures.prequentialLoss())
                .put("prequentialAgreement", figures.prequentialAgreement())
                .put("labelsPerSecond", figures.labels() / summary.end().labellingSeconds())
                .put("seconds", summary.seconds())
                .put("complete", summary.end().complete())
                .put("studentBytes", summary.studentBytes())
                .put("teacherBytes", summary.teacherBytes());
        figures.tokens().ifPresent(tokens -> json.put("prequentialCrossEntropy", tokens.crossEntropy())
                .put("prequentialAcceptance", tokens.acceptance()));
        summary.checkpoint().ifPresent(checkpoint -> json.put("checkpoint", checkpoint.toString()));
        summary.heldOut().ifPresent(heldOut -> add(json, heldOut));
        ArrayNode answers = json.putArray("completions");
        summary.answers().forEach(one -> add(answers.addObject(), one));
        return json;
    }

    private static void add(ObjectNode json, BeforeAndAfter heldOut) {
        json.put("heldOutPrompts", heldOut.after().prompts())
                .put("heldOutTokens", heldOut.after().tokens())
                .put("klBefore", heldOut.before().kl())
                .put("klAfter", heldOut.after().kl())
                .put("top1Before", heldOut.before().top1())
                .put("top1After", heldOut.after().top1())
                .put("acceptanceBefore", heldOut.before().acceptance())
                .put("acceptanceAfter", heldOut.after().acceptance())
                .put("acceptedLengthAfter", heldOut.after().acceptedLength())
                .put("unigramKl", heldOut.unigramKl())
                .put("studentTokensPerSecond", heldOut.after().studentTokensPerSecond())
                .put("teacherTokensPerSecond", heldOut.after().teacherTokensPerSecond());
    }

    private static void add(ObjectNode json, Answers answers) {
        json.put("prompt", answers.prompt())
                .put("teacher", answers.teacher().text())
                .put("before", answers.before().text())
                .put("after", answers.after().text());
    }
}
