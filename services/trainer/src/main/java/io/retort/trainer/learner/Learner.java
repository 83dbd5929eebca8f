package io.retort.trainer.learner;

import io.retort.learning.student.Example;
import io.retort.learning.student.NumericsProfile;
import io.retort.learning.student.StepOutcome;
import io.retort.learning.student.Student;
import io.retort.learning.student.StudentDescription;
import io.retort.learning.student.StudentSnapshot;
import io.retort.schemas.record.PrequentialWindow;
import io.retort.schemas.record.Step;
import io.retort.schemas.record.Tile;
import io.retort.trainer.TrainerException;
import io.retort.trainer.TrainerException.Reason;
import io.retort.trainer.label.AcceptedLabel;
import io.retort.trainer.label.LabelCheck;
import io.retort.trainer.label.Portion;
import java.time.Instant;
import java.util.List;

/**
 * A student and all that belongs to its state: what it rehearses from, which inputs it has met, what it has counted. Live
 * steps and repeated ones run the same code, so a repeated step can be held against the journal. One thread at a time.
 */
public final class Learner implements AutoCloseable {

    private static final StepOutcome NOTHING = new StepOutcome(List.of(), List.of());

    private final Student student;
    private final LabelCheck check;
    private final long seed;
    private final RehearsalWindow window;
    private final SeenInputs seen;
    private final PrequentialFigures figures = new PrequentialFigures();
    private SegmentSettings settings;
    private LearnedTotals totals;
    private long step;

    /**
     * @param student owned by the learner from here on
     * @param seed decides what live steps rehearse
     * @param state the student's; its rehearsal window has still to be filled, see {@link #refill}
     */
    public Learner(Student student, long seed, LearnerState state) {
        this.student = student;
        this.seed = seed;
        this.check = new LabelCheck(student);
        this.window = new RehearsalWindow(state.settings().rehearsal());
        this.seen = SeenInputs.of(state.seenInputs());
        this.settings = state.settings();
        this.totals = state.totals();
        this.step = state.step();
        state.prequential().forEach(figures::add);
    }

    /** Puts the labels of one step back into the rehearsal window; in the order of {@link LearnerState#window}. */
    public void refill(List<Tile> journalled, List<Portion> portions) {
        Judged judged = judgeAgain(step, journalled, portions);
        window.add(judged.tiles(), examples(judged.accepted()));
    }

    /** A new segment begins: its settings hold from the next step on. */
    public void begin(SegmentSettings changed) {
        settings = changed;
        window.use(changed.rehearsal());
    }

    /** Scores the records' labels, learns from those that fit and counts them. */
    public LearnedStep learn(List<Portion> portions) {
        Judged judged = Judged.by(check, portions);
        return new LearnedStep(learn(judged, RehearsalSeed.of(seed, step + 1)), judged.refused());
    }

    /**
     * Does a journalled step again and holds the outcome against the journal.
     *
     * @param sameNumerics whether the journal was written on this process's numerics profile, so that bits have to match
     * @throws TrainerException DIVERGED if it comes out otherwise
     */
    public void repeat(Step journalled, List<Portion> portions, boolean sameNumerics) {
        Judged judged = judgeAgain(step + 1, journalled.getTiles(), portions);
        Step repeated = learn(judged, journalled.getRehearsalSeed());
        List<String> differences = sameNumerics ? StepDifference.between(journalled, repeated) : List.of();
        if (!differences.isEmpty()) {
            throw new TrainerException(
                    Reason.DIVERGED, "step " + step + " came out otherwise: " + String.join(", ", differences));
        }
    }

    public LearnerState state() {
        return new LearnerState(step, settings, totals, figures.contributions(), window.ranges(), seen.oldestFirst());
    }

    public StudentSnapshot snapshot() {
        return student.snapshot();
    }

    public StudentDescription description() {
        return student.description();
    }

    public NumericsProfile numerics() {
        return student.numerics();
    }

    public PrequentialWindow prequential() {
        return figures.window();
    }

    public LearnedTotals totals() {
        return totals;
    }

    public long step() {
        return step;
    }

    @Override
    public void close() {
        student.close();
    }

    /** Decisions are repeated, not made again: what the journal refused stays refused, and nothing else can be. */
    private Judged judgeAgain(long ofStep, List<Tile> journalled, List<Portion> portions) {
        Judged judged = Judged.asJournalled(check, journalled, portions);
        if (!judged.tiles().equals(journalled)) {
            throw new TrainerException(
                    Reason.DIVERGED,
                    "step " + ofStep + ": the topic now gives the tiles " + describe(judged.tiles())
                            + ", the journal says " + describe(journalled));
        }
        return judged;
    }

    private Step learn(Judged judged, long rehearsalSeed) {
        List<Example> fresh = examples(judged.accepted());
        List<List<Example>> rehearsed = fresh.isEmpty() ? List.of() : window.draw(rehearsalSeed, fresh.size());
        StepOutcome outcome = fresh.isEmpty() ? NOTHING : student.step(fresh, rehearsed);
        window.add(judged.tiles(), fresh);
        step++;
        Step body = Scored.of(judged.accepted(), outcome, seen)
                .toStep(
                        judged.tiles(),
                        rehearsed.stream().mapToInt(List::size).sum(),
                        rehearsalSeed,
                        newestArrival(judged.accepted()));
        totals = totals.plus(
                judged.accepted(), body.getPositions(), judged.refused().size());
        figures.add(PrequentialFigures.Contribution.of(body));
        return body;
    }

    private static List<Example> examples(List<AcceptedLabel> accepted) {
        return accepted.stream().map(AcceptedLabel::example).toList();
    }

    private static Instant newestArrival(List<AcceptedLabel> accepted) {
        return accepted.stream()
                .map(AcceptedLabel::promptArrivedAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static String describe(List<Tile> tiles) {
        StringBuilder text = new StringBuilder();
        for (Tile tile : tiles) {
            text.append(text.length() == 0 ? "" : ", ")
                    .append(tile.getPartition())
                    .append(":[")
                    .append(tile.getFrom())
                    .append(',')
                    .append(tile.getTo())
                    .append(") of ")
                    .append(tile.getRecords())
                    .append(", ")
                    .append(tile.getRefused().size())
                    .append(" refused");
        }
        return text.toString();
    }
}
