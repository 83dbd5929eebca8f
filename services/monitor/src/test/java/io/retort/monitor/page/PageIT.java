package io.retort.monitor.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page does as the stream goes on. */
final class PageIT {
    private static Browser browser;

    private final ScriptedStream stream = new ScriptedStream(System.currentTimeMillis(), true);
    private ScriptedMonitor monitor;
    private OpenPage open;

    @BeforeAll
    static void openBrowser() {
        browser = Browser.open();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void openPage() throws IOException {
        monitor = new ScriptedMonitor(stream.history());
        open = new OpenPage(browser, monitor.address(), 1280, ColorScheme.LIGHT);
        assertThat(open.find("#pulse-text")).containsText("Live");
    }

    @AfterEach
    void closePage() {
        open.close();
        monitor.close();
    }

    @Test
    void figuresMoveWithTheStream() {
        Locator learned = open.find("[data-node=prompts] .under");
        String before = learned.textContent();
        String reading = open.find("#learning-read").textContent();

        monitor.send(stream.nextWindow());

        assertThat(learned).not().hasText(before);
        assertThat(open.find("#learning-read")).not().hasText(reading);
        assertThat(open.complaints()).isEmpty();
    }

    @Test
    void aPromotionShowsItsMarkAndItsNumbers() {
        Locator marks = open.find("#plot-agreement [data-mark=PROMOTE]");
        int before = marks.count();

        monitor.send(stream.promotion());

        assertThat(marks).hasCount(before + 1);
        Locator newest = open.find("#decision-rows tr").first();
        assertThat(newest).containsText("promoted");
        assertThat(newest).containsText("83.1 % → 84.2 %");
        assertThat(newest).containsText("passed");
        assertThat(open.find("#key-figures [data-figure=Served]")).containsText("step 1,600");
    }

    @Test
    void everyKindOfDecisionHasItsMark() {
        for (String kind : new String[] {"ANNOUNCED", "PROMOTE", "REFUSE", "HOLD", "RELEASE", "ROLL_BACK"}) {
            assertThat(open.find("#plot-agreement [data-mark=" + kind + "]").count())
                    .as(kind)
                    .isPositive();
        }
    }

    @Test
    void anEventThatComesTwiceCountsOnce() {
        ObjectNode window = stream.nextWindow();
        Locator prompts = open.find("[data-node=prompts] .under");
        String before = prompts.textContent();
        monitor.send(window);
        assertThat(prompts).not().hasText(before);
        String once = prompts.textContent();

        monitor.send(window);
        monitor.send(stream.promotion());

        assertThat(open.find("#key-figures [data-figure=Served]")).containsText("step 1,600");
        assertThat(prompts).hasText(once);
    }

    @Test
    void aReloadKeepsTheHistory() {
        int marks = open.find("#plot-agreement [data-mark=PROMOTE]").count();
        String prompts = open.find("[data-node=prompts] .under").textContent();

        open.page().reload();

        assertThat(open.find("#plot-agreement [data-mark=PROMOTE]")).hasCount(marks);
        assertThat(open.find("[data-node=prompts] .under")).hasText(prompts);
    }

    @Test
    void aBrokerThatIsAwayIsShownAndSoIsItsReturn() {
        monitor.send(stream.brokerAway());
        assertThat(open.find("#notice")).containsText("The broker is away");
        assertThat(open.find("#pulse")).hasAttribute("data-pulse", "trouble");

        monitor.send(stream.brokerBack());
        assertThat(open.find("#notice")).not().containsText("The broker is away");
        assertThat(open.find("#pulse")).hasAttribute("data-pulse", "live");
    }

    @Test
    void aMonitorThatWasAwayIsFoundAgainWithWhatHappenedMeanwhile() {
        stream.nextWindow();
        monitor.begin(new ScriptedStream(System.currentTimeMillis(), true).history());
        open.page().context().setOffline(true);
        monitor.hangUp();
        open.letTimePass();
        assertThat(open.find("#notice")).containsText("Nothing has come from the monitor", OpenPage.PATIENTLY);

        open.page().context().setOffline(false);

        assertThat(open.find("#pulse-text")).containsText("Live", OpenPage.PATIENTLY);
        await().until(() -> monitor.listeners() > 0);
        monitor.send(stream.promotion());
        assertThat(open.find("#key-figures [data-figure=Served]")).containsText("step 1,600");
    }

    @Test
    void textsAreShownAsText() {
        assertThat(open.find("#newest-letters blockquote").first()).containsText("<img src=x");
        open.find("#ask-text").fill("<img src=x onerror='window.markup=true'>");
        open.find("#ask-form button").click();
        assertThat(open.find("#ask-answers")).containsText("<img src=x");

        assertThat(open.find("main img").count()).isZero();
        assertThat(open.page().evaluate("window.markup === undefined")).isEqualTo(true);
    }

    @Test
    void aScriptInThePageIsNotRun() {
        open.page()
                .evaluate(
                        "() => { const script = document.createElement('script'); script.textContent = 'window.inline = true';"
                                + " document.body.append(script); }");

        assertThat(open.page().evaluate("window.inline === undefined")).isEqualTo(true);
    }

    @Test
    void theKeyboardReachesEverything() {
        Set<String> reached = new LinkedHashSet<>();
        for (int i = 0; i < 40; i++) {
            open.page().keyboard().press("Tab");
            reached.add(
                    (String)
                            open.page()
                                    .evaluate(
                                            "() => { const at = document.activeElement;"
                                                    + " return at.id || at.getAttribute('aria-label') || at.name || at.className || at.textContent; }"));
        }

        assertThat(reached)
                .contains(
                        "skip",
                        "range",
                        "ask-text",
                        "Ask",
                        "Table of decisions",
                        "decisions-more",
                        "classes-more",
                        "Table of teachers");
        open.find("#decisions-more").focus();
        open.page().keyboard().press("Enter");
        assertThat(open.find("#decision-rows tr")).hasCount(17);
    }

    @Test
    void aLanguageModelShowsItsTokensAndNoClasses() {
        ObjectNode begun = ScriptedTokens.of(stream.history());
        monitor.begin(begun);
        open.page().reload();
        assertThat(open.find("#key-figures [data-figure=Tokens]")).containsText("/s");
        assertThat(open.find("#key-figures [data-figure=Acceptance]")).containsText("%");
        assertThat(open.find("#plot-cross-entropy")).hasAttribute("aria-label", Pattern.compile("now .* nats$"));
        assertThat(open.find("#plot-acceptance")).hasAttribute("aria-label", Pattern.compile("now .* %$"));
        assertThat(open.find("#by-class")).isHidden();
        assertThat(open.find("#ask")).isHidden();
        String reading = open.find("#learning-read").textContent();

        monitor.send(ScriptedTokens.of(stream.nextWindow()));

        assertThat(open.find("#learning-read")).not().hasText(reading);
        assertThat(open.find("#learning-read"))
                .hasText(Pattern.compile(
                        "agreement .* · acceptance .* · loss .* · cross-entropy .* · .* tokens in the window"));
        assertThat(open.complaints()).isEmpty();
    }

    @Test
    void classesShowNothingOfTokens() {
        assertThat(open.find("#plot-acceptance")).isHidden();
        assertThat(open.find("#plot-cross-entropy")).isHidden();
        assertThat(open.find("#key-figures [data-figure=Tokens]")).hasCount(0);
        assertThat(open.find("#by-class")).isVisible();
        assertThat(open.find("#ask")).isVisible();
    }

    /** The cursor is one for all plots, and hidden ones have nothing under it. */
    @Test
    void theReadingFollowsTheCursor() {
        String newest = open.find("#learning-read").textContent();

        open.find("#plot-agreement .u-over").hover();

        assertThat(open.find("#learning-read")).not().hasText(newest);
    }

    @Test
    void aStudentIsChosenAndStaysChosen() {
        ObjectNode event = stream.quiet();
        event.withArray("students")
                .addObject()
                .put("name", "other")
                .put("lag", 3)
                .put("held", false)
                .putNull("live");
        monitor.send(event);
        open.find("#student").selectOption("other");
        assertThat(open.find("#key-figures [data-figure=Served]")).containsText("nothing");

        assertThat(open.page()).hasURL(monitor.address() + "#student=other");
    }
}
