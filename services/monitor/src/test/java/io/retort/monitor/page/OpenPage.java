package io.retort.monitor.page;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The page in a window of its own, with everything the browser complained about. */
final class OpenPage implements AutoCloseable {
    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

    /** For what the page shows only after some seconds of silence. */
    static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

    static final LocatorAssertions.HasAttributeOptions PATIENT_ATTRIBUTE =
            new LocatorAssertions.HasAttributeOptions().setTimeout(60_000);

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    OpenPage(Browser browser, String address, int width, ColorScheme scheme) {
        context = browser.chromium()
                .newContext(new NewContextOptions()
                        .setViewportSize(width, width < 600 ? 844 : 900)
                        .setColorScheme(scheme)
                        .setReducedMotion(ReducedMotion.REDUCE));
        context.addInitScript(axe());
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(address);
    }

    Page page() {
        return page;
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    /** Errors and warnings of the console, failed requests and violations of the content security policy among them. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Puts the page's clock forward by as much silence as it takes to call what it shows old. */
    void letTimePass() {
        page.clock().install();
        page.clock().fastForward(6000);
    }

    /** What axe-core finds, a line a violation with the elements concerned. */
    List<?> violations() {
        return (List<?>) page.evaluate("async () => (await axe.run()).violations.map(violation => violation.id + ': '"
                + " + violation.nodes.map(node => node.target + ' ' + node.failureSummary).join(' | '))");
    }

    /** What makes the page wider than its window, by name. */
    List<?> sticksOut() {
        return (List<?>) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth ? []"
                + " : [...document.body.querySelectorAll('*')].filter(part => part.getBoundingClientRect().right > innerWidth)"
                + ".map(part => part.tagName + ' ' + part.id + ' ' + part.getAttribute('class'))");
    }

    void save(Path picture) {
        page.screenshot(new Page.ScreenshotOptions().setPath(picture).setFullPage(true));
    }

    private static String axe() {
        try (InputStream in = Objects.requireNonNull(OpenPage.class.getResourceAsStream(AXE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
