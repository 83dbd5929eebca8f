package io.retort.platform.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the checks at intervals and keeps what they last found; those that are immediate it runs whenever it is asked, too. Says
 * once when a finding changes.
 */
final class ReadinessBoard implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ReadinessBoard.class);
    private static final Readiness UNKNOWN = new Readiness.NotReady("not checked yet");

    private final List<ReadinessCheck> checks;
    private final Map<String, Readiness> findings = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "retort-readiness");
        made.setDaemon(true);
        return made;
    });

    ReadinessBoard(List<ReadinessCheck> checks, MeterRegistry meters) {
        this.checks = List.copyOf(checks);
        for (ReadinessCheck check : checks) {
            findings.put(check.name(), UNKNOWN);
            Gauge.builder("retort.ready", () -> isReady(finding(check.name())) ? 1 : 0)
                    .tag("check", check.name())
                    .register(meters);
        }
    }

    void start(Duration every) {
        var unused = thread.scheduleWithFixedDelay(this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What each check last found, or finds now if it is immediate, by name. */
    Map<String, Readiness> findings() {
        checks.stream().filter(ReadinessCheck::isImmediate).forEach(this::renew);
        return new TreeMap<>(findings);
    }

    static boolean isReady(Readiness finding) {
        return finding.match(ready -> true, notReady -> false);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private Readiness finding(String check) {
        return findings.getOrDefault(check, UNKNOWN);
    }

    private void look() {
        checks.forEach(this::renew);
    }

    private void renew(ReadinessCheck check) {
        Readiness found = look(check);
        Readiness before = findings.put(check.name(), found);
        if (!found.equals(before)) {
            say(check.name(), found);
        }
    }

    private static Readiness look(ReadinessCheck check) {
        try {
            return check.check();
        } catch (RuntimeException e) {
            return new Readiness.NotReady("could not be found out: " + e.getMessage());
        }
    }

    private static void say(String check, Readiness found) {
        String reason = found.match(ready -> "", Readiness.NotReady::reason);
        if (reason.isEmpty()) {
            log.atInfo().addKeyValue("check", check).log("Ready");
        } else {
            log.atWarn()
                    .addKeyValue("check", check)
                    .addKeyValue("reason", reason)
                    .log("Not ready");
        }
    }
}
