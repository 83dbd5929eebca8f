package io.retort.monitor.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each state of the page at a desk and on a phone, light and dark: axe-core finds nothing, nothing sticks out, a picture is kept. */
final class PageAppearanceIT {
    private static final Path PICTURES = Path.of("target", "page");

    private static Browser browser;

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

    enum Condition {
        EMPTY {
            @Override
            ObjectNode begin(ScriptedStream stream) {
                return ScriptedStream.nothing(System.currentTimeMillis());
            }

            @Override
            void reach(ScriptedMonitor monitor, ScriptedStream stream, OpenPage open) {
                assertThat(open.find("#notice")).containsText("No prompts yet");
            }
        },
        LIVE {
            @Override
            void reach(ScriptedMonitor monitor, ScriptedStream stream, OpenPage open) {
                open.find("#ask-text").fill("where is my card");
                open.find("#ask-form button").click();
                assertThat(open.find("#ask-answers")).containsText("They agree");
            }
        },
        TOKENS {
            @Override
            ObjectNode begin(ScriptedStream stream) {
                return ScriptedTokens.of(stream.history());
            }

            @Override
            void reach(ScriptedMonitor monitor, ScriptedStream stream, OpenPage open) {
                assertThat(open.find("#plot-cross-entropy .uplot")).isVisible();
            }
        },
        STALE {
            @Override
            void reach(ScriptedMonitor monitor, ScriptedStream stream, OpenPage open) {
                open.letTimePass();
                Locator notice = open.find("#notice");
                assertThat(notice).containsText("Nothing has come from the monitor", OpenPage.PATIENTLY);
            }
        },
        AWAY {
            @Override
            void reach(ScriptedMonitor monitor, ScriptedStream stream, OpenPage open) {
                monitor.send(stream.brokerAway());
                assertThat(open.find("#notice")).containsText("The broker is away");
            }
        };

        ObjectNode begin(ScriptedStream stream) {
            return stream.history();
        }

        abstract void reach(ScriptedMonitor monitor, ScriptedStream stream, OpenPage open);
    }

    @ParameterizedTest
    @CsvSource({
        "EMPTY, LIGHT, 1280", "EMPTY, DARK, 1280", "EMPTY, LIGHT, 390", "EMPTY, DARK, 390",
        "LIVE, LIGHT, 1280", "LIVE, DARK, 1280", "LIVE, LIGHT, 390", "LIVE, DARK, 390",
        "TOKENS, LIGHT, 1280", "TOKENS, DARK, 1280", "TOKENS, LIGHT, 390", "TOKENS, DARK, 390",
        "STALE, LIGHT, 1280", "STALE, DARK, 1280", "STALE, LIGHT, 390", "STALE, DARK, 390",
        "AWAY, LIGHT, 1280", "AWAY, DARK, 1280", "AWAY, LIGHT, 390", "AWAY, DARK, 390"
    })
    void isUsableByEveryone(Condition condition, ColorScheme scheme, int width) throws Exception {
        ScriptedStream stream = new ScriptedStream(System.currentTimeMillis(), true);
        try (ScriptedMonitor monitor = new ScriptedMonitor(condition.begin(stream));
                OpenPage open = new OpenPage(browser, monitor.address(), width, scheme)) {
            assertThat(open.find("#pulse-text")).containsText("Live");
            condition.reach(monitor, stream, open);

            open.save(PICTURES.resolve(
                    "%s-%s-%d.png".formatted(condition, scheme, width).toLowerCase(Locale.ROOT)));
            assertThat(open.complaints()).isEmpty();
            assertThat(open.sticksOut()).isEmpty();
            assertThat(open.violations()).isEmpty();
        }
    }
}
