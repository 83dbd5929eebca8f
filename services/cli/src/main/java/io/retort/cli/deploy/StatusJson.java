package io.retort.cli.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.schemas.record.AgreementFall;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.Evidence;
import io.retort.schemas.record.PairedComparison;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The status for scripts: {@code {"students": [...]}}. Times are milliseconds since 1970. */
final class StatusJson {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private StatusJson() {}

    static void print(List<StudentStatus> students, PrintWriter out) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode list = root.putArray("students");
        students.forEach(status -> add(list.addObject(), status));
        out.println(JSON.writeValueAsString(root));
        out.flush();
    }

    private static void add(ObjectNode node, StudentStatus status) {
        node.put("name", status.student());
        node.put("live", id(status.deployed().live()));
        node.put("previous", id(status.deployed().previous()));
        node.put("held", status.deployed().held());
        node.put("waiting", status.waiting().map(one -> one.id()).orElse(null));
        node.put("newLabels", status.newLabels());
        node.put("decisions", status.made());
        ArrayNode decisions = node.putArray("deployments");
        status.decisions().forEach(decision -> add(decisions.addObject(), decision));
    }

    private static void add(ObjectNode node, Deployment decision) {
        DeployedCheckpoint checkpoint = decision.getCheckpoint();
        node.put("id", decision.getId());
        node.put("at", decision.getDecidedAt().toEpochMilli());
        node.put("action", decision.getAction().name());
        node.put("checkpoint", checkpoint == null ? null : checkpoint.getId());
        node.put("step", checkpoint == null ? null : checkpoint.getStep());
        node.put("decider", decision.getDecider().name());
        node.put("reason", decision.getReason());
        node.put("labelsAccepted", decision.getLabelsAccepted());
        Evidence evidence = decision.getEvidence();
        ArrayNode comparisons = node.putArray("comparisons");
        if (evidence != null) {
            evidence.getComparisons().forEach(one -> add(comparisons.addObject(), one));
        }
        add(node, evidence == null ? null : evidence.getFall());
    }

    private static void add(ObjectNode node, PairedComparison one) {
        node.put("prompts", one.getPrompts().name());
        node.put("measure", one.getMeasure().name());
        node.put("pairs", one.getPairs());
        node.put("live", one.getLive());
        node.put("candidate", one.getCandidate());
        node.put("worse", one.getWorse());
        node.put("standardError", one.getStandardError());
        node.put("bound", one.getBound());
        node.put("margin", one.getMargin());
        node.put("passed", one.getPassed());
    }

    private static void add(ObjectNode decision, @Nullable AgreementFall fall) {
        if (fall == null) {
            decision.putNull("fall");
            return;
        }
        ObjectNode node = decision.putObject("fall");
        node.put("reference", fall.getReference());
        node.put("referenceAgreement", fall.getReferenceAgreement());
        node.put("referenceLabels", fall.getReferenceLabels());
        node.put("agreement", fall.getAgreement());
        node.put("labels", fall.getLabels());
        node.put("standardError", fall.getStandardError());
        node.put("bound", fall.getBound());
        node.put("margin", fall.getMargin());
        node.put("passed", fall.getPassed());
    }

    private static @Nullable String id(Optional<DeployedCheckpoint> checkpoint) {
        return checkpoint.map(DeployedCheckpoint::getId).orElse(null);
    }
}
