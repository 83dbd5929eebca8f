package io.retort.cli.settings;

import io.retort.cli.UserMistake;
import io.retort.learning.language.Precision;
import io.retort.schemas.record.Support;
import io.retort.teacher.language.CausalTeacher;
import io.retort.teacher.language.CausalTeacherSettings;
import io.retort.teacher.language.LabelSupport;
import io.retort.teacher.language.LabelledTokens;
import io.retort.teacher.language.ResponseSettings;
import io.retort.teacher.language.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The causal language model that labels; see {@link CausalTeacherSettings}.
 *
 * @param model its Hugging Face directory; where empty, the zero-shot encoder labels
 * @param name in labels and in its group; the directory's where empty
 * @param support what is kept of each distribution
 * @param draws a position, with support SAMPLED
 * @param topK most likely tokens that are kept, with support TOP_K
 * @param responseTemperature at which responses are written; 0 for the likeliest token
 * @param responseTokens where a response is cut off that has not ended by itself
 */
public record LanguageTeacherSettings(
        Optional<Path> model,
        Optional<String> name,
        Support support,
        int draws,
        int topK,
        double temperature,
        Texts texts,
        LabelledTokens labelled,
        double responseTemperature,
        int responseTokens,
        int longest,
        int batchTokens,
        Precision precision,
        int threads) {

    private static final int TOP_K = 50;

    public LanguageTeacherSettings {
        causal(
                name.orElse("teacher"),
                supportOf(support, draws, topK),
                temperature,
                texts,
                labelled,
                new ResponseSettings((float) responseTemperature, responseTokens),
                longest,
                batchTokens,
                precision,
                threads); // refuses what is not allowed
    }

    public static LanguageTeacherSettings standard() {
        CausalTeacherSettings standard = CausalTeacherSettings.standard("teacher");
        int draws = standard.support().match(LabelSupport.Sampled::number, topK -> 1, full -> 1, text -> 1);
        return new LanguageTeacherSettings(
                Optional.empty(),
                Optional.empty(),
                Support.SAMPLED,
                draws,
                TOP_K,
                standard.temperature(),
                standard.texts(),
                standard.labelled(),
                standard.response().temperature(),
                standard.response().maximumTokens(),
                standard.longest(),
                standard.batchTokens(),
                standard.precision(),
                standard.threads());
    }

    /** The same with this model, as the quickstart has it write: responses of so many tokens at most, a little cooler. */
    public LanguageTeacherSettings of(
            Path directory, Precision fastest, double writingTemperature, int mostResponseTokens, int computing) {
        return new LanguageTeacherSettings(
                Optional.of(directory),
                name,
                support,
                draws,
                topK,
                temperature,
                texts,
                labelled,
                writingTemperature,
                mostResponseTokens,
                longest,
                batchTokens,
                fastest,
                computing);
    }

    /** A teacher that two models are compared by: it writes responses of so many tokens at most, and keeps the tokens alone. */
    public static LanguageTeacherSettings comparing(Path directory, int mostResponseTokens) {
        LanguageTeacherSettings standard = standard();
        return new LanguageTeacherSettings(
                Optional.of(directory),
                standard.name,
                Support.TEXT,
                standard.draws,
                standard.topK,
                standard.temperature,
                standard.texts,
                standard.labelled,
                standard.responseTemperature,
                mostResponseTokens,
                standard.longest,
                standard.batchTokens,
                standard.precision,
                standard.threads);
    }

    /**
     * Loads it. The caller closes it.
     *
     * @throws UserMistake if no model is named
     */
    public CausalTeacher open() throws IOException {
        Path directory = model.orElseThrow(() -> new UserMistake("which teacher? Give --model"));
        return CausalTeacher.open(
                directory,
                causal(
                        name.orElseGet(() -> idOf(directory)),
                        supportOf(support, draws, topK),
                        temperature,
                        texts,
                        labelled,
                        new ResponseSettings((float) responseTemperature, responseTokens),
                        longest,
                        batchTokens,
                        precision,
                        threads));
    }

    private static String idOf(Path directory) {
        Path file = directory.toAbsolutePath().normalize().getFileName();
        return file == null ? "teacher" : file.toString().replaceAll("[^A-Za-z0-9._-]", "-");
    }

    private static LabelSupport supportOf(Support support, int draws, int topK) {
        return switch (support) {
            case SAMPLED -> new LabelSupport.Sampled(draws);
            case TOP_K -> new LabelSupport.TopK(topK);
            case FULL -> new LabelSupport.Full();
            case TEXT -> new LabelSupport.Text();
        };
    }

    private static CausalTeacherSettings causal(
            String name,
            LabelSupport support,
            double temperature,
            Texts texts,
            LabelledTokens labelled,
            ResponseSettings response,
            int longest,
            int batchTokens,
            Precision precision,
            int threads) {
        return new CausalTeacherSettings(
                name,
                support,
                (float) temperature,
                texts,
                labelled,
                response,
                longest,
                batchTokens,
                precision,
                threads);
    }
}
