package io.retort.cli.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.Locale;

/** {@code retort evaluate} of language models: a comparison for people or for scripts. */
public final class LanguageReport {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintWriter out;

    public LanguageReport(PrintWriter out) {
        this.out = out;
    }

    public void print(LanguageComparison comparison, long studentBytes, long teacherBytes) {
        line("prompts                      %,d", comparison.prompts());
        line("tokens                       %,d", comparison.tokens());
        line("KL                           %.4f nats", comparison.kl());
        line("top-1 agreement              %.4f", comparison.top1());
        line("acceptance rate              %.4f", comparison.acceptance());
        line(
                "mean accepted length         %.3f of " + AcceptedLength.DRAFT + " drafted tokens",
                comparison.acceptedLength());
        line("perplexity                   %.3f", comparison.studentPerplexity());
        line("  of the teacher             %.3f", comparison.teacherPerplexity());
        line("expected calibration error   %.4f", comparison.calibrationError());
        line("student                      %,.0f tokens/s read", comparison.studentTokensPerSecond());
        line("teacher                      %,.0f tokens/s read", comparison.teacherTokensPerSecond());
        line("student's weights            %,d bytes", studentBytes);
        line("teacher's weights            %,d bytes", teacherBytes);
        out.flush();
    }

    /** One line of JSON; keys are added, never renamed. */
    public void printJson(LanguageComparison comparison, long studentBytes, long teacherBytes)
            throws JsonProcessingException {
        out.println(JSON.writeValueAsString(JSON.createObjectNode()
                .put("prompts", comparison.prompts())
                .put("tokens", comparison.tokens())
                .put("kl", comparison.kl())
                .put("top1", comparison.top1())
                .put("acceptance", comparison.acceptance())
                .put("acceptedLength", comparison.acceptedLength())
                .put("perplexity", comparison.studentPerplexity())
                .put("teacherPerplexity", comparison.teacherPerplexity())
                .put("calibrationError", comparison.calibrationError())
                .put("studentTokensPerSecond", comparison.studentTokensPerSecond())
                .put("teacherTokensPerSecond", comparison.teacherTokensPerSecond())
                .put("studentBytes", studentBytes)
                .put("teacherBytes", teacherBytes)));
        out.flush();
    }

    private void line(String pattern, Object value) {
        out.println(String.format(Locale.ROOT, pattern, value));
    }
}
