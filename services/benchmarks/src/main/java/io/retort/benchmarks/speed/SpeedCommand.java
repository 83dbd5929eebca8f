package io.retort.benchmarks.speed;

import io.retort.benchmarks.Cluster;
import io.retort.benchmarks.Labelling;
import io.retort.benchmarks.Machine;
import io.retort.benchmarks.Rate;
import io.retort.learning.labelspace.ClassSet;
import io.retort.producer.generator.PromptGenerator;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import io.retort.teacher.Teacher;
import io.retort.teacher.encoder.ZeroShotEncoder;
import io.retort.teacher.encoder.ZeroShotSettings;
import io.retort.trainer.settings.RehearsalSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code speed}: how fast teacher, student and trainer are, and what a label takes. */
@Command(
        name = "speed",
        description = "Rates of teacher, student and trainer, sizes of labels, memory, and a restart after SIGKILL.",
        mixinStandardHelpOptions = true)
public final class SpeedCommand implements Callable<Integer> {

    private static final int TEXTS = 3_200;
    private static final int WARM_UP_TEXTS = 256;
    private static final int TEACHER_BATCH = 256;
    private static final int STEPS = 1_000;
    private static final int ROUNDS = 3;
    private static final int RESTARTS = 3;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills it in
    public SpeedCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        print("%s", Machine.describe());
        PromptGenerator generator = PromptGenerator.stream(1);
        List<String> texts = LongStream.range(0, TEXTS)
                .mapToObj(i -> generator.prompt(i).text())
                .toList();
        List<Subject> subjects = new ArrayList<>();
        for (int classes : new int[] {20, 77}) {
            subjects.add(teachAndServe(Classes.named(classes), texts));
        }
        List<RehearsalSettings> rehearsals =
                List.of(new RehearsalSettings(0, RehearsalSettings.DEFAULT.window()), RehearsalSettings.DEFAULT);
        try (Cluster cluster = Cluster.start()) {
            for (Subject subject : subjects) {
                measureLabels(cluster, subject);
            }
            for (RehearsalSettings rehearsal : rehearsals) {
                train(cluster, subjects.get(0), rehearsal);
            }
            for (int i = 0; i < RESTARTS; i++) {
                restart(cluster, names(subjects.get(0)));
            }
        }
        return 0;
    }

    private Subject teachAndServe(ClassSet classes, List<String> texts) throws IOException {
        Rate one = labels(classes, texts, 1);
        Subject subject;
        try (Teacher teacher = open(classes, 2)) {
            Labelling.of(teacher, texts.subList(0, WARM_UP_TEXTS), TEACHER_BATCH);
            Labelling labelling = Labelling.of(teacher, texts, TEACHER_BATCH);
            subject = Subject.of(teacher, labelling.texts());
            print(
                    "%d classes: teacher labels %s on 1 thread, %s on 2%s",
                    subject.classes(), one, labelling.labels(), state());
        }
        Rate student = Serving.promptsOnOneThread(subject);
        print(
                "%d classes: student answers %s on 1 thread, %.0f times the teacher on the same prompts%s",
                subject.classes(), student, student.over(one), state());
        return subject;
    }

    private static Rate labels(ClassSet classes, List<String> texts, int threads) {
        try (Teacher teacher = open(classes, threads)) {
            Labelling.of(teacher, texts.subList(0, WARM_UP_TEXTS), TEACHER_BATCH);
            return Labelling.of(teacher, texts, TEACHER_BATCH).labels();
        }
    }

    private void measureLabels(Cluster cluster, Subject subject) throws IOException {
        int labels = STEPS * StepRate.BATCH;
        cluster.fill(names(subject), subject.records(), labels);
        print(
                "%d classes: a label has %d bytes of distribution, %.0f with its key and all else, %.0f in the"
                        + " broker's log%s",
                subject.classes(),
                subject.distributionBytes(),
                subject.recordBytes(),
                (double) cluster.logBytes(names(subject).of(Topic.SOFT_LABELS)) / labels,
                state());
    }

    /** In turn, several times: what else the processor does must not decide the ratio. */
    private void train(Cluster cluster, Subject subject, RehearsalSettings rehearsal)
            throws IOException, InterruptedException {
        for (int round = 1; round <= ROUNDS; round++) {
            Rate student = StepRate.ofStudent(subject, rehearsal.batches());
            Rate learner = StepRate.ofLearner(subject, rehearsal);
            // The last batches wait for labels to fill them.
            Rate trainer = TrainerRate.of(cluster, names(subject), rehearsal, STEPS - 10);
            print(
                    "%d classes, rehearsal %d: steps of the student alone %s, with decoding, checks and figures %s,"
                            + " through Kafka with journal, transactions, checkpoints and the broker %s, %.2f of alone%s",
                    subject.classes(), rehearsal.batches(), student, learner, trainer, trainer.over(student), state());
        }
    }

    private void restart(Cluster cluster, TopicNames names) throws IOException, InterruptedException {
        Restart restart = Restart.measure(cluster, names);
        print(
                "trainer killed after step %d at %s resident: %.1f s from its start to its first journal commit%s",
                restart.step(), restart.residentMemory(), restart.seconds(), state());
    }

    private static Teacher open(ClassSet classes, int threads) {
        return ZeroShotEncoder.open(
                classes, new ZeroShotSettings(ZeroShotSettings.standard().temperature(), threads));
    }

    private static TopicNames names(Subject subject) {
        return new TopicNames("classes-" + subject.classes() + ".");
    }

    private static String state() {
        return " (resident " + Machine.residentMemory() + ", load " + Machine.load() + ")";
    }

    private void print(String format, Object... arguments) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, format + "%n", arguments);
        out.flush();
    }
}
