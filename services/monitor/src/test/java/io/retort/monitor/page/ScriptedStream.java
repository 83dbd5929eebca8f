package io.retort.monitor.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** Half an hour of a stream as the monitor tells it, and what happens next: states and events, from a seed. */
final class ScriptedStream {
    static final long WINDOW = 5000;
    static final List<String> CLASSES = List.of(
            "activate_my_card",
            "age_limit",
            "atm_support",
            "card_arrival",
            "card_delivery_estimate",
            "card_linking",
            "card_not_working",
            "cash_withdrawal_charge",
            "change_pin",
            "declined_transfer",
            "edit_personal_details",
            "exchange_rate",
            "failed_transfer",
            "lost_or_stolen_card",
            "pending_top_up",
            "refund_not_showing_up",
            "request_refund",
            "top_up_failed",
            "transfer_timing",
            "verify_my_identity",
            "wrong_amount_of_cash_received",
            "why_verify_identity");

    private static final int HISTORY = 360;
    private static final int WINDOWS_A_CHECKPOINT = 24;

    private final JsonNodeFactory json = JsonNodeFactory.instance;
    private final Random random = new Random(7);
    private final boolean textsShown;
    private final long began;
    private int windows;
    private int checkpoints;
    private int decisions;
    private String broker = "REACHABLE";
    private long brokerSince;
    private long now;

    ScriptedStream(long now, boolean textsShown) {
        this.now = now;
        this.textsShown = textsShown;
        this.began = now / WINDOW * WINDOW - HISTORY * WINDOW;
        this.brokerSince = began;
    }

    /** A monitor that has seen nothing. */
    static ObjectNode nothing(long now) {
        ScriptedStream stream = new ScriptedStream(now, false);
        ObjectNode state = stream.frame();
        state.put("asking", false);
        state.putObject("prompts").putArray("windows");
        state.putArray("teachers");
        state.putArray("students");
        stream.deadLetters(state, 0);
        return state;
    }

    /** The state after half an hour. */
    ObjectNode history() {
        ObjectNode state = frame();
        ArrayNode prompts = state.putObject("prompts").putArray("windows");
        ObjectNode teacher = teacher(state);
        ObjectNode student = student(state);
        for (int i = 0; i < HISTORY; i++) {
            window(prompts, teacher, student);
        }
        student.put("live", checkpoint(checkpoints));
        deadLetters(state, 3);
        return state;
    }

    /** What has changed a window later. */
    ObjectNode nextWindow() {
        now += WINDOW;
        ObjectNode event = frame();
        window(event.putObject("prompts").putArray("windows"), teacher(event), student(event));
        return event;
    }

    /** That the newest checkpoint was promoted. */
    ObjectNode promotion() {
        ObjectNode event = quiet();
        ObjectNode student = student(event);
        announce(student, now);
        decide(student, now, "PROMOTE", "GATE", "no worse than the live student");
        student.put("live", checkpoint(checkpoints));
        return event;
    }

    /** The same stream with its broker away. */
    ObjectNode brokerAway() {
        broker = "AWAY";
        brokerSince = now - 12_000;
        return quiet();
    }

    /** And back again. */
    ObjectNode brokerBack() {
        broker = "REACHABLE";
        brokerSince = now;
        return quiet();
    }

    /** An event in which nothing but the time has changed. */
    ObjectNode quiet() {
        ObjectNode event = frame();
        event.putObject("prompts").putArray("windows");
        teacher(event);
        student(event);
        return event;
    }

    private ObjectNode frame() {
        ObjectNode state = json.objectNode();
        state.put("now", now).put("windowMillis", WINDOW).put("graceMillis", 30_000);
        state.putObject("broker").put("state", broker).put("since", brokerSince);
        state.putObject("streams").put("state", "RUNNING").put("instances", 1).put("droppedRecords", 0);
        return state.put("textsShown", textsShown).put("asking", true);
    }

    private ObjectNode teacher(ObjectNode state) {
        ObjectNode teacher = state.putArray("teachers")
                .addObject()
                .put("id", "minilm-l6-v2-q")
                .put("lag", 38);
        teacher.putArray("windows");
        return teacher;
    }

    private ObjectNode student(ObjectNode state) {
        ObjectNode student = state.putArray("students").addObject();
        student.put("name", "quickstart")
                .put("labelSpace", "CLASSES")
                .put("lag", 0)
                .put("live", checkpoint(checkpoints));
        student.put("held", false);
        student.putArray("windows");
        classes(student);
        confusions(student);
        student.putArray("checkpoints");
        student.putArray("deployments");
        student.putObject("freshness")
                .put("newest", 3120)
                .put("p50", 4210)
                .put("p99", 17_900)
                .putArray("samples");
        return student;
    }

    private void window(ArrayNode prompts, ObjectNode teacher, ObjectNode student) {
        long start = began + windows * WINDOW;
        double learned = 1 - Math.exp(-windows / 50.0);
        double dip = windows > 240 && windows < 262 ? 0.16 : 0;
        int labels = 500 + random.nextInt(90);
        prompts.addObject()
                .put("start", start)
                .put("prompts", labels + random.nextInt(9))
                .put("bytes", labels * 74);
        windows(teacher)
                .addObject()
                .put("start", start)
                .put("labels", labels)
                .put("tokens", labels * 14)
                .put("bytes", labels * 190)
                .put("calls", labels / 16)
                .put("drift", 0.012 + dip + random.nextDouble() * 0.008);
        windows(student)
                .addObject()
                .put("start", start)
                .put("steps", labels / 64)
                .put("labels", labels)
                .put("positions", labels)
                .put("refused", 0)
                .put("loss", 2.9 - 2.35 * learned + 2 * dip + random.nextDouble() * 0.12)
                .put("agreement", 0.06 + 0.8 * learned - dip + random.nextDouble() * 0.05 - 0.025)
                .put("repeats", labels * 4);
        windows++;
        if (windows % WINDOWS_A_CHECKPOINT == 0) {
            checkpointEvent(student, start + WINDOW);
        }
    }

    private void checkpointEvent(ObjectNode student, long at) {
        announce(student, at);
        switch (checkpoints) {
            case 11 ->
                decide(student, at + 400, "REFUSE", "GATE", "worse than the live student by more than is allowed");
            case 12 -> {
                decide(student, at + 400, "PROMOTE", "PERSON", "the new classes matter more than the average");
                decide(student, at + 40_000, "ROLL_BACK", "PERSON", "complaints about card_arrival");
                decide(student, at + 41_000, "HOLD", "PERSON", "until the teacher's labels are looked at");
            }
            case 13 -> decide(student, at + 2_000, "RELEASE", "PERSON", "labels are good again");
            default ->
                decide(
                        student,
                        at + 400,
                        "PROMOTE",
                        "GATE",
                        checkpoints == 1 ? "the first checkpoint" : "no worse than the live student");
        }
    }

    private void announce(ObjectNode student, long at) {
        checkpoints++;
        ((ArrayNode) student.get("checkpoints"))
                .addObject()
                .put("id", checkpoint(checkpoints))
                .put("step", checkpoints * 100)
                .put("at", at)
                .put("loss", 0.5)
                .put("agreement", 0.84);
    }

    private void decide(ObjectNode student, long at, String action, String decider, String reason) {
        boolean names = !action.equals("HOLD") && !action.equals("RELEASE");
        int of = action.equals("ROLL_BACK") ? checkpoints - 2 : checkpoints;
        ObjectNode decision = ((ArrayNode) student.get("deployments"))
                .addObject()
                .put("id", "decision-" + ++decisions)
                .put("at", at)
                .put("action", action)
                .put("checkpoint", names ? checkpoint(of) : null)
                .put("decider", decider)
                .put("reason", reason);
        if (names) {
            decision.put("step", of * 100);
        } else {
            decision.putNull("step");
        }
        ArrayNode comparisons = decision.putArray("comparisons");
        if (decider.equals("GATE") && checkpoints > 1) {
            boolean passed = !action.equals("REFUSE");
            compare(
                    comparisons,
                    "LOSS",
                    0.612,
                    passed ? 0.588 : 0.741,
                    passed ? -0.024 : 0.129,
                    passed ? -0.011 : 0.151,
                    0.02,
                    passed);
            compare(
                    comparisons,
                    "AGREEMENT",
                    0.831,
                    passed ? 0.842 : 0.774,
                    passed ? -0.011 : 0.057,
                    passed ? 0.003 : 0.071,
                    0.01,
                    passed);
        }
        if (action.equals("PROMOTE")) {
            ((ArrayNode) student.get("freshness").get("samples"))
                    .addObject()
                    .put("at", at)
                    .put("millis", 2600 + random.nextInt(3500));
        }
    }

    private static void compare(
            ArrayNode comparisons,
            String measure,
            double live,
            double candidate,
            double worse,
            double bound,
            double margin,
            boolean passed) {
        comparisons
                .addObject()
                .put("prompts", "STREAM")
                .put("measure", measure)
                .put("pairs", 1536)
                .put("live", live)
                .put("candidate", candidate)
                .put("worse", worse)
                .put("bound", bound)
                .put("margin", margin)
                .put("passed", passed);
    }

    private void classes(ObjectNode student) {
        ArrayNode classes = student.putArray("classes");
        for (int i = 0; i < CLASSES.size(); i++) {
            classes.addObject()
                    .put("name", CLASSES.get(i))
                    .put("labels", 400 + 97 * (i * 7 % 22))
                    .put("agreement", 0.52 + 0.021 * (i * 5 % 22));
        }
    }

    private void confusions(ObjectNode student) {
        ArrayNode confusions = student.putArray("confusions");
        for (int i = 0; i < 8; i++) {
            confusions
                    .addObject()
                    .put("teacher", CLASSES.get(i))
                    .put("student", CLASSES.get(i + 1))
                    .put("labels", 310 - 29 * i)
                    .put("share", 0.21 - 0.02 * i);
        }
    }

    private void deadLetters(ObjectNode state, int letters) {
        ObjectNode deadLetters = state.putObject("deadLetters");
        ArrayNode windows = deadLetters.putArray("windows");
        ArrayNode reasons = deadLetters.putArray("reasons");
        ArrayNode newest = deadLetters.putArray("newest");
        for (int i = 0; i < letters; i++) {
            long at = now - 200_000 + i * 60_000L;
            ObjectNode letter = newest.addObject()
                    .put("at", at)
                    .put("stage", "TEACHER")
                    .put("reason", "text-too-long")
                    .put("message", "a prompt of 70120 characters; allowed: 65536")
                    .put("topic", "retort.prompts")
                    .put("partition", i)
                    .put("offset", 1204 + i);
            if (textsShown) {
                letter.put("text", "<img src=x onerror=\"window.markup=true\"><b>bold?</b> & a prompt & its text");
            }
            windows.addObject()
                    .put("start", at / WINDOW * WINDOW)
                    .put("stage", "TEACHER")
                    .put("reason", "text-too-long")
                    .put("count", 1);
        }
        if (letters > 0) {
            reasons.addObject()
                    .put("stage", "TEACHER")
                    .put("reason", "text-too-long")
                    .put("count", letters + 14);
            reasons.addObject()
                    .put("stage", "TRAINER")
                    .put("reason", "label-space-mismatch")
                    .put("count", 6);
        }
    }

    private static ArrayNode windows(ObjectNode part) {
        return (ArrayNode) part.get("windows");
    }

    private static String checkpoint(int number) {
        return "%010d-ab12cd%02d".formatted(number * 100, number);
    }
}
