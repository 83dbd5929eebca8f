package io.retort.cli.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.Locale;

/** {@code retort evaluate}: a comparison for people or for scripts. */
public final class ComparisonReport {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintWriter out;

    public ComparisonReport(PrintWriter out) {
        this.out = out;
    }

    public void print(Comparison comparison) {
        line("prompts                  %,d", comparison.prompts());
        line("agreement                %.4f", comparison.agreement());
        line("  majority class         %.4f", comparison.majorityAgreement());
        line("  keywords               %.4f", comparison.keywordAgreement());
        line("KL                       %.4f nats", comparison.kl());
        line("student                  %,.0f prompts/s on one thread", comparison.studentPromptsPerSecond());
        line("teacher                  %,.0f prompts/s on all of its", comparison.teacherPromptsPerSecond());
        out.flush();
    }

    /** One line of JSON; keys are added, never renamed. */
    public void printJson(Comparison comparison) throws JsonProcessingException {
        out.println(JSON.writeValueAsString(JSON.createObjectNode()
                .put("prompts", comparison.prompts())
                .put("agreement", comparison.agreement())
                .put("kl", comparison.kl())
                .put("studentPromptsPerSecond", comparison.studentPromptsPerSecond())
                .put("teacherPromptsPerSecond", comparison.teacherPromptsPerSecond())
                .put("majorityAgreement", comparison.majorityAgreement())
                .put("keywordAgreement", comparison.keywordAgreement())));
        out.flush();
    }

    private void line(String pattern, Object value) {
        out.println(String.format(Locale.ROOT, pattern, value));
    }
}
