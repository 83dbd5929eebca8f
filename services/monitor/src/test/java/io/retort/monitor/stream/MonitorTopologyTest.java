package io.retort.monitor.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.retort.monitor.StreamRecords;
import io.retort.monitor.figure.Windows;
import io.retort.platform.kafka.DeadLetters;
import io.retort.schemas.record.CheckpointFigures;
import io.retort.schemas.record.Choice;
import io.retort.schemas.record.DeadLetterFigures;
import io.retort.schemas.record.Figure;
import io.retort.schemas.record.FigureSubject;
import io.retort.schemas.record.JournalEntry;
import io.retort.schemas.record.PromptFigures;
import io.retort.schemas.record.StudentFigures;
import io.retort.schemas.record.TeacherFigures;
import io.retort.schemas.record.TokenScores;
import io.retort.schemas.record.TokenSums;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MonitorTopologyTest {

    private static final TopicNames NAMES = TopicNames.standard();
    private static final Windows WINDOWS = new Windows(Duration.ofSeconds(5), Duration.ofSeconds(30));
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private final List<String> unreadable = new ArrayList<>();
    private TopologyTestDriver driver;
    private TestOutputTopic<String, byte[]> figures;

    @SuppressWarnings("NullAway.Init") // set before each test
    MonitorTopologyTest() {}

    @BeforeEach
    void start() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "retort.monitor");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        driver = new TopologyTestDriver(
                MonitorTopology.of(NAMES, WINDOWS, (topic, reason) -> unreadable.add(topic + " " + reason)),
                settings,
                NOON);
        figures = driver.createOutputTopic(
                NAMES.of(Topic.FIGURES), new StringDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void shouldCountPromptsByTheTimeTheyArrived() {
        prompt("a", 0);
        prompt("b", 4_999);
        prompt("c", 5_000);

        Map<String, Figure> published = published();

        assertThat(published.keySet()).containsExactly("prompts//" + at(0) + "/0", "prompts//" + at(5_000) + "/0");
        assertThat(published.values())
                .extracting(Figure::getEnd, figure -> prompts(figure).getPrompts())
                .containsExactly(tuple(NOON.plusSeconds(5), 2L), tuple(NOON.plusSeconds(10), 1L));
        int size = RecordCodecs.prompt().encode(StreamRecords.prompt("c", NOON.plusSeconds(5))).length;
        assertThat(prompts(at(published, "prompts//" + at(5_000) + "/0")).getBytes())
                .isEqualTo(size + 1);
    }

    @Test
    void shouldCountALateRecordWithinTheGraceAsIfItHadComeInTime() {
        prompt("a", 1_000);
        prompt("b", 34_999); // the window of noon closes at 35 s
        assertThat(published()).hasSize(2);

        prompt("late", 2_000);

        assertThat(published().values())
                .extracting(Figure::getStart, figure -> prompts(figure).getPrompts(), Figure::getLate)
                .containsExactly(tuple(NOON, 2L, 0L));
    }

    @Test
    void shouldCountWhatIsTooLateWhereItCame() {
        prompt("a", 1_000);
        prompt("b", 35_000);
        assertThat(published()).hasSize(2);

        prompt("too late", 2_000);

        assertThat(published().values())
                .extracting(Figure::getStart, figure -> prompts(figure).getPrompts(), Figure::getLate)
                .containsExactly(tuple(NOON.plusSeconds(35), 1L, 1L));
    }

    @Test
    void shouldNotDependOnTheOrderWithinTheGrace() {
        for (int millis : new int[] {9_000, 3_000, 12_000, 1_000, 7_000}) {
            prompt("p" + millis, millis);
        }

        assertThat(published().values())
                .extracting(figure -> prompts(figure).getPrompts(), Figure::getLate)
                .containsExactly(tuple(2L, 0L), tuple(2L, 0L), tuple(1L, 0L));
    }

    @Test
    void shouldPublishNothingForEmptyWindowsNorTwiceWhatHasNotChanged() {
        prompt("a", 0);
        prompt("b", 20_000);

        assertThat(published()).hasSize(2);
        driver.advanceWallClockTime(Duration.ofMinutes(1));

        assertThat(figures.isEmpty()).isTrue();
    }

    @Test
    void shouldPublishWindowsThatCloseBeforeTheirTurn() {
        prompt("a", 0);
        prompt("b", 3_600_000); // an hour of the stream in no time at all, as when it catches up

        assertThat(figures.readKeyValuesToList())
                .extracting(found -> found.key)
                .containsExactly("prompts//" + at(0) + "/0");
    }

    @Test
    void shouldCountARecordThatStandsTwiceInTheTopicTwice() {
        prompt("same", 0);
        prompt("same", 0);

        assertThat(published().values())
                .extracting(figure -> prompts(figure).getPrompts())
                .containsExactly(2L);
    }

    @Test
    void shouldNotLetAClockThatIsAheadEndTheWindowsOfOthers() {
        byte[] ahead = RecordCodecs.prompt().encode(StreamRecords.prompt("ahead", NOON.plus(Duration.ofDays(365))));
        topic(Topic.PROMPTS).pipeInput(new TestRecord<>(bytes("ahead"), ahead, NOON.plusSeconds(1)));
        prompt("b", 2_000);

        assertThat(published().values())
                .extracting(figure -> prompts(figure).getPrompts(), Figure::getLate)
                .containsExactly(tuple(2L, 0L));
    }

    @Test
    void shouldCountWhatCannotBeReadAndGoOn() {
        topic(Topic.PROMPTS).pipeInput(bytes("broken"), bytes("not a record"), NOON.plus(Duration.ofDays(1)));
        prompt("b", 2_000);

        assertThat(unreadable).containsExactly("retort.prompts not-avro");
        assertThat(published().values())
                .extracting(figure -> prompts(figure).getPrompts(), Figure::getLate)
                .containsExactly(tuple(1L, 0L));
    }

    @Test
    void shouldCountLabelsOfEachTeacher() {
        label("one", 0, 100);
        label("one", 2, 200);
        label("two", 1, 300);
        label("one", 2, 400);

        Map<String, Figure> published = published();

        TeacherFigures one =
                (TeacherFigures) at(published, "teacher/one/" + at(0) + "/0").getCounted();
        assertThat(one.getLabels()).isEqualTo(3);
        assertThat(one.getCalls()).isEqualTo(3);
        assertThat(one.getTokens()).isZero();
        assertThat(one.getDistributions()).singleElement().satisfies(distribution -> assertThat(
                        distribution.getClasses())
                .extracting(count -> count.getId(), count -> count.getLabels())
                .containsExactly(tuple(0, 1L), tuple(2, 2L)));
        assertThat(at(published, "teacher/two/" + at(0) + "/0").getSubject()).isEqualTo(FigureSubject.TEACHER);
    }

    @Test
    void shouldAddUpTheStepsOfAStudent() {
        journal(StreamRecords.segment("s", NOON));
        journal(StreamRecords.step("s", 1, NOON.plusMillis(100), 2.0, new Choice(0, 0, 3), new Choice(0, 1, 1)));
        journal(StreamRecords.step("s", 2, NOON.plusMillis(200), 0.5, new Choice(0, 1, 2), new Choice(2, 2, 2)));

        StudentFigures student =
                (StudentFigures) at(published(), "student/s/" + at(0) + "/0").getCounted();

        assertThat(student.getSteps()).isEqualTo(2);
        assertThat(student.getLabels()).isEqualTo(10);
        assertThat(student.getPositions()).isEqualTo(10);
        assertThat(student.getNovelPositions()).isEqualTo(8);
        assertThat(student.getNovelTokens()).isNull();
        assertThat(student.getRefused()).isEqualTo(2);
        assertThat(student.getNovel()).isEqualTo(8);
        assertThat(student.getNovelLoss()).isEqualTo(4 * 2.0 + 4 * 0.5);
        assertThat(student.getNovelAgreed()).isEqualTo(5);
        assertThat(student.getChoices()).containsExactly(new Choice(0, 0, 3), new Choice(0, 1, 3), new Choice(2, 2, 2));
        assertThat(student.getArrivals())
                .extracting(arrival -> arrival.getStep(), arrival -> arrival.getLabels())
                .containsExactly(tuple(1L, 5), tuple(2L, 5));
    }

    @Test
    void shouldAddUpTheTokensOfALanguageModel() {
        journal(StreamRecords.tokens("s", 1, NOON.plusMillis(100), 10, new TokenScores(4.0, 0.25)));
        journal(StreamRecords.tokens("s", 2, NOON.plusMillis(200), 30, new TokenScores(2.0, 0.75)));

        StudentFigures student =
                (StudentFigures) at(published(), "student/s/" + at(0) + "/0").getCounted();

        assertThat(student.getLabels()).isEqualTo(6);
        assertThat(student.getPositions()).isEqualTo(15 + 35);
        assertThat(student.getNovel()).isEqualTo(4);
        assertThat(student.getNovelPositions()).isEqualTo(40);
        assertThat(student.getNovelLoss()).isEqualTo(10 * 3.0 + 30 * 1.0);
        assertThat(student.getNovelAgreed()).isEqualTo(5 + 15);
        assertThat(student.getNovelTokens()).isEqualTo(new TokenSums(10 * 4.0 + 30 * 2.0, 10 * 0.25 + 30 * 0.75));
    }

    @Test
    void shouldCountDeadLettersByStageAndReason() {
        deadLetter("teacher", "too-long");
        deadLetter("trainer", "mass");
        deadLetter("teacher", "too-long");
        topic(Topic.DEAD_LETTERS).pipeInput(bytes("k"), bytes("from elsewhere"), NOON);

        assertThat(published().values())
                .extracting(figure -> figure.getCounted())
                .containsExactlyInAnyOrder(
                        new DeadLetterFigures("teacher", "too-long", 2L),
                        new DeadLetterFigures("trainer", "mass", 1L),
                        new DeadLetterFigures("unknown", "unknown", 1L));
    }

    @Test
    void shouldMarkACheckpointOnceHoweverOftenItIsAnnounced() {
        byte[] value = RecordCodecs.checkpoint().encode(StreamRecords.checkpoint("s", "c-1", 10, NOON));
        topic(Topic.CHECKPOINTS).pipeInput(bytes("s/c-1"), value, NOON);
        topic(Topic.CHECKPOINTS).pipeInput(bytes("s/c-1"), value, NOON);
        topic(Topic.CHECKPOINTS).pipeInput(bytes("s/c-1"), (byte @Nullable []) null, NOON);

        Map<String, Figure> published = published();

        assertThat(published.keySet()).containsExactly("checkpoint/s/c-1");
        assertThat(published.values())
                .extracting(Figure::getCounted)
                .asInstanceOf(InstanceOfAssertFactories.list(CheckpointFigures.class))
                .extracting(CheckpointFigures::getStep)
                .containsExactly(10L);
        assertThat(unreadable).isEmpty();
    }

    /** The topics behind these names outlive the code: a change here is a change for those who upgrade. */
    @Test
    void shouldKeepTheNamesOfItsSteps() {
        assertThat(MonitorTopology.of(NAMES, WINDOWS, (topic, reason) -> {})
                        .describe()
                        .toString())
                .contains("Source: soft-labels (topics: [retort.soft-labels])")
                .contains("Processor: soft-labels-counter (stores: [soft-labels-windows])")
                .contains("Sink: soft-labels-figures (topic: retort.figures)")
                .contains("prompts-windows", "journal-windows", "dead-letters-windows", "checkpoints-marks")
                .doesNotContain("repartition")
                .contains("Sub-topology: 4")
                .doesNotContain("Sub-topology: 5");
    }

    /** What was published within the next second, the last of each key. */
    private Map<String, Figure> published() {
        driver.advanceWallClockTime(MonitorTopology.PUBLISH_EVERY);
        Map<String, Figure> published = new LinkedHashMap<>();
        for (KeyValue<String, byte[]> found : figures.readKeyValuesToList()) {
            published.put(found.key, RecordCodecs.figure().decode(found.value).<Figure>match(read -> read, fault -> {
                throw new AssertionError(fault.message());
            }));
        }
        return published;
    }

    private void prompt(String id, long millis) {
        Instant arrivedAt = NOON.plusMillis(millis);
        topic(Topic.PROMPTS)
                .pipeInput(
                        bytes(id.substring(0, 1)),
                        RecordCodecs.prompt().encode(StreamRecords.prompt(id, arrivedAt)),
                        NOON.plus(Duration.ofHours(2)));
    }

    private void label(String teacher, int best, long millis) {
        topic(Topic.SOFT_LABELS)
                .pipeInput(
                        bytes("p"),
                        RecordCodecs.softLabel().encode(StreamRecords.label(teacher, best, NOON.plusMillis(millis))),
                        NOON.plusSeconds(60));
    }

    private void journal(JournalEntry entry) {
        topic(Topic.JOURNAL).pipeInput(bytes("s"), RecordCodecs.journalEntry().encode(entry), NOON.plusSeconds(60));
    }

    private void deadLetter(String stage, String reason) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(DeadLetters.STAGE, bytes(stage)).add(DeadLetters.REASON, bytes(reason));
        topic(Topic.DEAD_LETTERS).pipeInput(new TestRecord<>(bytes("k"), bytes("v"), headers, NOON));
    }

    private TestInputTopic<byte[], byte[]> topic(Topic topic) {
        return driver.createInputTopic(NAMES.of(topic), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Figure at(Map<String, Figure> published, String key) {
        return Objects.requireNonNull(published.get(key), () -> key + " is not among " + published.keySet());
    }

    private static PromptFigures prompts(Figure figure) {
        return (PromptFigures) figure.getCounted();
    }

    private static long at(long millis) {
        return NOON.plusMillis(millis).toEpochMilli();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
