package io.retort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.broker.EmbeddedBrokerSettings;
import io.retort.cli.compare.PairChoice;
import io.retort.cli.deploy.PersonDecision;
import io.retort.cli.deploy.StatusRequest;
import io.retort.cli.inspect.InspectRequest;
import io.retort.cli.language.NewStudent;
import io.retort.cli.quickstart.QuickstartSettings;
import io.retort.cli.quickstart.RecipeChoice;
import io.retort.cli.settings.Configuration;
import io.retort.learning.huggingface.ChosenLayers;
import io.retort.learning.huggingface.StudentSizes;
import io.retort.producer.source.PromptSource;
import io.retort.producer.source.RecordLayout;
import io.retort.schemas.record.DeploymentAction;
import io.retort.schemas.topic.TopicSizing;
import io.retort.server.gate.GateSettings;
import io.retort.teacher.BatchSettings;
import io.retort.trainer.TrainerException;
import io.retort.trainer.settings.BatchingMode;
import io.retort.trainer.settings.RehearsalSettings;
import io.retort.trainer.settings.TrainerSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetortTest {

    private final RecordedWork work = new RecordedWork();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldSayThatACommandIsMissing() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("a command is missing", "Usage: retort");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quickstart",
                "label",
                "evaluate",
                "inspect",
                "broker",
                "topics",
                "topics create",
                "topics describe",
                "produce",
                "teach",
                "train",
                "serve",
                "monitor",
                "gate",
                "deploy",
                "deploy status",
                "deploy promote",
                "deploy hold",
                "deploy release",
                "deploy rollback",
                "replay",
                ""
            })
    void shouldExplainEachCommand(String command) {
        assertThat(run((command + " --help").strip().split(" "))).isZero();
        assertThat(out.toString()).contains("Usage: retort");
        assertThat(err.toString()).isEmpty();
        assertThat(work.asked).isEmpty();
    }

    @Test
    void shouldSayItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("retort ").contains("Java ");
    }

    @Test
    void shouldTellScriptsItsExitCodes() {
        run("--help");

        assertThat(out.toString()).contains("3   another instance of the same name has taken over");
    }

    @Test
    void shouldRefuseAnUnknownOptionWithoutDoingAnything() {
        assertThat(run("train", "--studnet", "s")).isEqualTo(2);
        assertThat(err.toString()).contains("--studnet").doesNotContain("\tat ");
        assertThat(work.asked).isEmpty();
    }

    @Test
    void shouldRunABroker() {
        assertThat(run("broker", "--directory", "/data", "--port", "9092")).isZero();
        assertThat(work.asked).containsExactly(new EmbeddedBrokerSettings(Path.of("/data"), 9092));
    }

    @Test
    void shouldRefuseAPortThatThereIsNot() {
        assertThat(run("broker", "--directory", "/data", "--port", "70000")).isEqualTo(2);
        assertThat(err.toString()).contains("port is 70000; allowed: a number from 1 to 65535");
    }

    @Test
    @SuppressWarnings("unchecked") // what createTopics is given
    void shouldSizeTopicsByTheClusterUnlessTold() {
        assertThat(run("topics", "create", "--bootstrap-server", "b:1")).isZero();
        var sizing = (IntFunction<TopicSizing>) work.asked.get(1);
        assertThat(sizing.apply(1)).isEqualTo(TopicSizing.EMBEDDED);
        assertThat(sizing.apply(3)).isEqualTo(TopicSizing.CLUSTER);
        assertThat(sizing.apply(9)).isEqualTo(TopicSizing.CLUSTER);

        work.asked.clear();
        run("topics", "create", "--partitions", "7", "--replicas", "1");
        assertThat(((IntFunction<TopicSizing>) work.asked.get(1)).apply(3).partitions())
                .isEqualTo(7);
    }

    @Test
    void shouldTrainAsTold() {
        assertThat(run(
                        "train",
                        "--student",
                        "s1",
                        "--checkpoints",
                        "cp",
                        "--until-idle",
                        "10s",
                        "--batching",
                        "log-order",
                        "--batch-size",
                        "32",
                        "--seed",
                        "7",
                        "--bootstrap-server",
                        "b:1,c:2"))
                .isZero();
        Configuration configuration = (Configuration) work.asked.get(0);
        assertThat(configuration.kafka().bootstrapServers()).isEqualTo("b:1,c:2");
        assertThat(configuration.trainer().student()).isEqualTo("s1");
        assertThat(configuration.trainer().checkpoints()).isEqualTo(Path.of("cp"));
        assertThat(configuration.trainer().untilIdle()).contains(Duration.ofSeconds(10));
        assertThat(configuration.trainer().batch().mode()).isEqualTo(BatchingMode.LOG_ORDER);
        assertThat(configuration.trainer().batch().size()).isEqualTo(32);
        assertThat(configuration.trainer().seed()).isEqualTo(7);
    }

    @Test
    void shouldGiveTheMonitorWhatItsOptionsSay() {
        assertThat(run("monitor", "--port", "0", "--student-api", "http://localhost:8090", "--ask-teacher"))
                .isZero();

        Configuration configuration = (Configuration) work.asked.get(0);
        assertThat(configuration.monitor().port()).isZero();
        assertThat(configuration.monitor().studentApi()).contains("http://localhost:8090");
        assertThat(configuration.monitor().askTeacher()).isTrue();
        assertThat(configuration.monitor().textsShown()).isFalse();
    }

    @Test
    void shouldGiveTheServerWhatItsOptionsSay() {
        assertThat(run(
                        "serve",
                        "--checkpoints",
                        "cp",
                        "--student",
                        "s1",
                        "--student",
                        "s2",
                        "--address",
                        "0.0.0.0",
                        "--port",
                        "0",
                        "--tokens",
                        "t",
                        "--http-port",
                        "8080"))
                .isZero();

        Configuration configuration = (Configuration) work.asked.get(0);
        assertThat(configuration.server().checkpoints()).isEqualTo(Path.of("cp"));
        assertThat(configuration.server().students()).containsExactly("s1", "s2");
        assertThat(configuration.server().address()).isEqualTo("0.0.0.0");
        assertThat(configuration.server().port()).isZero();
        assertThat(configuration.server().tokens()).contains(Path.of("t"));
        assertThat(configuration.http().port()).isEqualTo(8080);
    }

    @Test
    void shouldAskWhereTheServersCheckpointsAre() {
        assertThat(run("serve")).isEqualTo(2);
        assertThat(err.toString()).contains("Give --checkpoints, or server.checkpoints in the configuration");
    }

    @Test
    void shouldJudgeTheTrainersStudentUnlessToldOtherwise(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("retort.yaml"), """
                trainer:
                  student: s1
                  checkpoints: cp
                """);

        assertThat(run("gate", "--config", file.toString(), "--window", "256", "--evaluation", "prompts.jsonl"))
                .isZero();
        GateSettings settings = (GateSettings) work.asked.get(1);
        assertThat(settings.student()).isEqualTo("s1");
        assertThat(settings.checkpoints()).isEqualTo(Path.of("cp"));
        assertThat(settings.window()).isEqualTo(256);
        assertThat(settings.evaluation()).contains(Path.of("prompts.jsonl"));

        assertThat(run("gate", "--config", file.toString(), "--student", "s2", "--checkpoints", "there"))
                .isZero();
        assertThat(work.asked.get(3)).isEqualTo(GateSettings.of("s2", Path.of("there")));

        assertThat(run("gate", "--checkpoints", "cp")).isEqualTo(2);
        assertThat(err.toString()).contains("Give --student, or gate.student in the configuration");
    }

    @Test
    void shouldDecideAsAPersonSays() {
        assertThat(run("deploy", "rollback", "--student", "s1", "--checkpoint", "c1", "--reason", "it is rude"))
                .isZero();
        assertThat(run("deploy", "promote", "--student", "s1", "--accept-labels", "--reason", "new topics"))
                .isZero();
        assertThat(work.asked)
                .contains(
                        new PersonDecision("s1", DeploymentAction.ROLL_BACK, Optional.of("c1"), false, "it is rude"),
                        new PersonDecision("s1", DeploymentAction.PROMOTE, Optional.empty(), true, "new topics"));
    }

    @Test
    void shouldNotDecideWithoutAReason() {
        assertThat(run("deploy", "hold", "--student", "s1")).isEqualTo(2);
        assertThat(run("deploy", "hold", "--student", "s1", "--reason", " ")).isEqualTo(2);
        assertThat(err.toString()).contains("--reason");
        assertThat(work.asked).isEmpty();
    }

    @Test
    void shouldShowTheNewestDecisions() {
        assertThat(run("deploy", "status", "--student", "s1", "--last", "3", "--json"))
                .isZero();
        assertThat(work.asked.get(1)).isEqualTo(new StatusRequest(Optional.of("s1"), 3, true));
        assertThat(run("deploy", "status", "--last", "0")).isEqualTo(2);
    }

    @Test
    void shouldAskForTheStudentThatIsMissing() {
        assertThat(run("train", "--checkpoints", "cp")).isEqualTo(2);
        assertThat(err.toString()).contains("Give --student, or trainer.student in the configuration");
    }

    @Test
    void shouldNameEveryFaultOfTheOptionsAtOnce() {
        assertThat(run("train", "--student", "S!", "--checkpoints", "cp", "--until-idle", "soon"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("--student: trainer.student is S!;", "--until-idle: trainer.untilIdle is soon;")
                .doesNotContain("\tat ");
        assertThat(work.asked).isEmpty();
    }

    @Test
    void shouldTakeSettingsFromAFileUnlessAnOptionSaysOtherwise(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("retort.yaml"), """
                kafka:
                  bootstrapServers: from-file:1
                trainer:
                  student: from-file
                  checkpoints: cp
                """);

        assertThat(run("train", "--config", file.toString(), "--bootstrap-server", "from-option:2"))
                .isZero();

        Configuration configuration = (Configuration) work.asked.get(0);
        assertThat(configuration.kafka().bootstrapServers()).isEqualTo("from-option:2");
        assertThat(configuration.trainer().student()).isEqualTo("from-file");
    }

    @Test
    void shouldNameTheFileAndLineOfAFault(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("retort.yaml"), "trainer:\n  studnet: s\n");

        assertThat(run("train", "--config", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("retort.yaml:2", "trainer.studnet is unknown");
    }

    @Test
    void shouldProduceFromTheGeneratorAndFromFiles() {
        assertThat(run("produce", "--generate", "100", "--seed", "5")).isZero();
        assertThat(run("produce", "--input", "/x/a.jsonl", "--field", "text")).isZero();
        assertThat(work.asked.stream().filter(PromptSource.class::isInstance).map(source -> ((PromptSource) source)
                        .id()))
                .containsExactly("generator:5", "file:/x/a.jsonl");
    }

    @Test
    void shouldAskForTheColumnOfCsvAndForNoFieldOfJson() {
        assertThat(run("produce", "--input", "a.csv")).isEqualTo(2);
        assertThat(err.toString()).contains("--field is needed: which column holds the text?");
        assertThat(run("produce", "--input", "a.jsonl")).isZero();
    }

    @Test
    void shouldRefuseTwoOrigins() {
        assertThat(run("produce", "--generate", "1", "--input", "a.txt")).isEqualTo(2);
        assertThat(work.asked).isEmpty();
    }

    @Test
    void shouldStartTheQuickstartWithDefaults() {
        assertThat(run("quickstart")).isZero();
        assertThat(work.asked)
                .containsExactly(new QuickstartSettings(
                        Path.of("retort-data"),
                        new RecipeChoice.AsBefore(),
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        0.1,
                        true));
    }

    @Test
    void shouldStartTheQuickstartAsTold() {
        assertThat(run(
                        "quickstart",
                        "--directory",
                        "/d",
                        "--prompts",
                        "50",
                        "--seed",
                        "3",
                        "--input",
                        "m.csv",
                        "--field",
                        "text",
                        "--classes",
                        "c.json",
                        "--holdout",
                        "0",
                        "--no-serve"))
                .isZero();
        assertThat(work.asked)
                .containsExactly(new QuickstartSettings(
                        Path.of("/d"),
                        new RecipeChoice.Classifier(Optional.of(Path.of("c.json"))),
                        Optional.of(50L),
                        3,
                        Optional.of(new QuickstartSettings.Input(Path.of("m.csv"), RecordLayout.csv("text"))),
                        0,
                        false));
    }

    @Test
    void shouldStartTheQuickstartOfLanguageModels() {
        assertThat(run("quickstart", "--recipe", "language-model", "--teacher", "/t", "--student", "/s"))
                .isZero();
        assertThat(((QuickstartSettings) work.asked.get(0)).recipe())
                .isEqualTo(new RecipeChoice.LanguageModel(Path.of("/t"), Optional.of(Path.of("/s"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--recipe language-model",
                "--teacher /t",
                "--student /s",
                "--recipe other",
                "--recipe language-model --teacher /t --classes c.json --input a.txt"
            })
    void shouldRefuseRecipesThatCannotBe(String options) {
        assertThat(run(("quickstart " + options).split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains("--").doesNotContain("\tat ");
        assertThat(work.asked).isEmpty();
    }

    @Test
    void shouldLabelAndLearnInSmallBatchesWhereTheModelsAreLanguageModels() {
        assertThat(run("teach", "--model", "/m")).isZero();
        assertThat(((Configuration) work.asked.get(0)).teacher().batch()).isEqualTo(BatchSettings.OF_LANGUAGE_MODELS);
        work.asked.clear();
        assertThat(run("train", "--student", "s", "--checkpoints", "/c", "--initial", "/i", "--batch-size", "5"))
                .isZero();
        TrainerSettings trainer = ((Configuration) work.asked.get(0)).trainer();
        assertThat(trainer.rehearsal()).isEqualTo(RehearsalSettings.NONE);
        assertThat(trainer.batch().size()).as("what is said counts").isEqualTo(5);
    }

    @Test
    void shouldMakeANewStudentOfSizesOrOfLayers() {
        assertThat(run(
                        "student",
                        "new",
                        "--teacher",
                        "/t",
                        "--output",
                        "/o",
                        "--layers",
                        "2",
                        "--hidden",
                        "48",
                        "--heads",
                        "4",
                        "--seed",
                        "7"))
                .isZero();
        assertThat(work.asked)
                .containsExactly(
                        Path.of("/t"),
                        Path.of("/o"),
                        new NewStudent.OfSizes(new StudentSizes(2, 48, 4, 4, 128, true, 10_000, 2_048), 7));
        work.asked.clear();
        assertThat(run("student", "new", "--teacher", "/t", "--output", "/o", "--teacher-layers", "0-1,28"))
                .isZero();
        assertThat(work.asked).contains(new NewStudent.OfLayers(new ChosenLayers(List.of(0, 1, 28))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "student new --teacher /t --output /o",
                "student new --teacher /t --output /o --layers 2",
                "student new --teacher /t --output /o --teacher-layers 3-1",
                "student new --teacher /t --output /o --layers 2 --hidden 50 --heads 4",
                "student new --teacher /t --output /o --layers 2 --hidden 48 --heads 4 --teacher-layers 0"
            })
    void shouldRefuseStudentsThatCannotBe(String command) {
        assertThat(run(command.split(" "))).isEqualTo(2);
        assertThat(err.toString()).doesNotContain("\tat ");
        assertThat(work.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--prompts 0", "--holdout 1", "--holdout -0.1", "--classes c.json", "--prompts many"})
    void shouldRefuseAQuickstartThatCannotBe(String options) {
        assertThat(run(("quickstart " + options).split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(options.split(" ")[0]).doesNotContain("\tat ");
        assertThat(work.asked).isEmpty();
    }

    @Test
    void shouldLabelWithTheQuickstartsCheckpointByDefault() {
        assertThat(run("label", "where is my parcel")).isZero();
        assertThat(work.asked)
                .containsExactly(new PairChoice.OfQuickstart(Path.of("retort-data")), "where is my parcel");
    }

    @Test
    void shouldEvaluateACheckpointByItsDirectory() {
        assertThat(run("evaluate", "--checkpoint", "cp", "--input", "a.txt", "--json"))
                .isZero();
        assertThat(work.asked).contains(new PairChoice.OfCheckpoint(Path.of("cp"), Optional.empty()), true);
    }

    @Test
    void shouldKeepTextsBackUnlessAskedFor() {
        assertThat(run("inspect", "prompts")).isZero();
        assertThat(work.asked).contains(new InspectRequest("prompts", 10, false));
    }

    @Test
    void shouldTellAMistakeWithoutAStackTrace() {
        work.failure = new UserMistake("do it differently");

        assertThat(run("quickstart")).isEqualTo(2);
        assertThat(err.toString().strip()).isEqualTo("retort: do it differently");
    }

    @Test
    void shouldShowWhereAFailureComesFromWhenAsked() {
        work.failure = new IllegalStateException("broken");

        assertThat(run("quickstart")).isEqualTo(1);
        assertThat(err.toString()).contains("broken", "--verbose").doesNotContain("\tat ");

        assertThat(run("quickstart", "--verbose")).isEqualTo(1);
        assertThat(err.toString()).contains("\tat io.retort");
    }

    @ParameterizedTest
    @EnumSource(TrainerException.Reason.class)
    void shouldEndWithTheTrainersOwnCodes(TrainerException.Reason reason) {
        work.failure = new TrainerException(reason, "why");

        int expected =
                switch (reason) {
                    case JOURNAL_BROKEN -> 4;
                    case LABELS_GONE -> 5;
                    case DIVERGED -> 6;
                    default -> 1;
                };
        assertThat(run("train", "--student", "s", "--checkpoints", "c")).isEqualTo(expected);
        assertThat(err.toString()).contains("retort: why");
    }

    private int run(String... arguments) {
        return new Retort(work).run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
