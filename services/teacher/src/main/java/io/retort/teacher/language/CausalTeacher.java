package io.retort.teacher.language;

import ai.djl.engine.EngineException;
import io.retort.learning.huggingface.ModelDirectory;
import io.retort.learning.language.LanguageModel;
import io.retort.learning.torch.TorchEngine;
import io.retort.platform.config.InvalidSetting;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.Sha256;
import io.retort.schemas.record.Support;
import io.retort.schemas.record.TeacherIdentity;
import io.retort.teacher.LabelOutcome;
import io.retort.teacher.Teacher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Labels token by token with a causal language model in this process: a response that is given, or one that it writes first.
 *
 * <p>What a label says is decided by the prompt's id and content: what is drawn, responses and distributions alike, is seeded by
 * the id. The same list of prompts gives the same labels, to the byte, on the same kind of processor. In another company a
 * prompt's probabilities move by rounding, and a response that was drawn may take another turn by it; with
 * {@link CausalTeacherSettings#batchTokens} of 1 no prompt has company.
 *
 * <p>A prompt of more tokens than {@link CausalTeacherSettings#longest} is unlabellable. A response, chat or document that is given
 * and passes the limit is cut there, and its label's policy ends with {@code cut}; a response that the teacher wrote says
 * {@code written}, and {@code unfinished} where it ran into a limit. {@link PromptReader} says what is read of which prompt.
 */
public final class CausalTeacher implements Teacher {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final CausalTeacherSettings settings;
    private final TeacherIdentity identity;
    private final LabelSpace labelSpace;
    private final ModelDirectory directory;
    private final LanguageModel model;
    private final PromptReader reader;
    private final ResponseWriter writer;
    private final SequenceLabeller labeller;
    private boolean closed;

    private CausalTeacher(
            CausalTeacherSettings settings, TeacherIdentity identity, ModelDirectory directory, LanguageModel model) {
        this.settings = settings;
        this.identity = identity;
        this.directory = directory;
        this.model = model;
        this.labelSpace = new LabelSpace(
                LabelSpaceKind.VOCABULARY,
                directory.tokenizer().fingerprint(),
                directory.tokenizer().vocabularySize(),
                List.of(),
                Instant.EPOCH);
        SequenceLimit limit = new SequenceLimit(settings.longest());
        TokenBudget budget = new TokenBudget(settings.batchTokens());
        this.reader = new PromptReader(
                directory.chatTemplate().map(TemplateChats::new),
                new HeadFirst(directory.tokenizer()::encodeText, limit),
                new HeadFirst(directory.tokenizer()::encodeDocument, limit),
                settings.texts(),
                settings.labelled(),
                limit);
        this.writer = new ResponseWriter(model, Set.copyOf(directory.endTokens()), settings.response(), limit, budget);
        this.labeller = new SequenceLabeller(model, settings.support(), settings.temperature(), budget);
    }

    /**
     * Loads a model from its Hugging Face directory.
     *
     * @throws InvalidSetting if the settings ask for longer sequences than the model takes, or for labels that may pass the size of
     *     a record
     * @throws io.retort.learning.student.UnusableModelException if the directory cannot be used; names the file
     */
    public static CausalTeacher open(Path path, CausalTeacherSettings settings) throws IOException {
        ModelDirectory directory = ModelDirectory.open(path);
        try {
            check(settings, directory);
            TeacherIdentity identity = identity(path, settings);
            LanguageModel model = LanguageModel.load(
                    directory.configuration(),
                    directory.weights(),
                    TorchEngine.start(settings.threads()),
                    settings.precision());
            return new CausalTeacher(settings, identity, directory, model);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    @Override
    public TeacherIdentity identity() {
        return identity;
    }

    @Override
    public LabelSpace labelSpace() {
        return labelSpace;
    }

    @Override
    public Support support() {
        return settings.support().support();
    }

    @Override
    public float temperature() {
        return settings.temperature();
    }

    @Override
    public String policy() {
        return CausalPolicy.of(settings);
    }

    @Override
    public List<LabelOutcome> label(List<Prompt> prompts) {
        if (closed) {
            throw new IllegalStateException("the teacher " + identity.getId() + " is closed");
        }
        List<ReadPrompt> read = prompts.stream().map(reader::read).toList();
        try {
            return label(prompts, read);
        } catch (EngineException e) {
            LabelOutcome failed =
                    new LabelOutcome.Unavailable("model-failed", String.valueOf(e.getMessage()), RETRY_AFTER);
            return read.stream()
                    .map(one ->
                            one.<LabelOutcome>match(whole -> failed, open -> failed, ReadPrompt.Unreadable::outcome))
                    .toList();
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            model.close();
            directory.close();
        }
    }

    private List<LabelOutcome> label(List<Prompt> prompts, List<ReadPrompt> read) {
        Map<ReadPrompt, WholeSequence> sequences = sequences(prompts, read);
        Map<WholeSequence, LabelOutcome> labels = labeller.label(read.stream()
                .flatMap(one -> Optional.ofNullable(sequences.get(one)).stream())
                .toList());
        return read.stream()
                .map(one -> one.<LabelOutcome>match(
                        whole -> labels.get(sequences.get(whole)),
                        open -> labels.get(sequences.get(open)),
                        ReadPrompt.Unreadable::outcome))
                .toList();
    }

    private Map<ReadPrompt, WholeSequence> sequences(List<Prompt> prompts, List<ReadPrompt> read) {
        Map<ReadPrompt, WholeSequence> sequences = new IdentityHashMap<>();
        List<OpenSequence> open = new ArrayList<>();
        for (int i = 0; i < read.size(); i++) {
            String id = prompts.get(i).getId();
            read.get(i)
                    .match(
                            whole -> sequences.put(whole, WholeSequence.of(id, whole)),
                            unanswered -> open.add(new OpenSequence(id, unanswered)),
                            unreadable -> false);
        }
        writer.write(open)
                .forEach((sequence, whole) ->
                        sequences.put(sequence.prompt(), WholeSequence.of(sequence.promptId(), whole)));
        return sequences;
    }

    private static void check(CausalTeacherSettings settings, ModelDirectory directory) {
        int context = directory.configuration().contextLength();
        if (settings.longest() > context) {
            throw new InvalidSetting("longest", settings.longest(), "at most the model's context of " + context);
        }
        LabelSize.check(settings, directory.tokenizer().vocabularySize());
    }

    private static TeacherIdentity identity(Path path, CausalTeacherSettings settings) throws IOException {
        Sha256 files = ModelFingerprint.of(path);
        byte[] decisions = (CausalPolicy.of(settings) + " temperature=" + settings.temperature() + " precision="
                        + settings.precision())
                .getBytes(StandardCharsets.UTF_8);
        return new TeacherIdentity(
                settings.name(), Fingerprints.hex(files).substring(0, 12), Fingerprints.of(files.bytes(), decisions));
    }
}
