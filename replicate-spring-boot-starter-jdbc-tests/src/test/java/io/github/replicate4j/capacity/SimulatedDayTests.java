/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.emulator.webhook.WebhookDelivery;
import io.github.replicate4j.error.RateLimitException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A part of a day with a million predictions, by the manual clock of the emulator: the formulas of the documentation against what
 * the emulator and the database get. With {@code stress}, half an hour, otherwise a minute at a tenth of the rate.
 */
class SimulatedDayTests {

    private static final boolean STRESS = Boolean.getBoolean("replicate4j.stress");

    private static final int MILLION = 1_000_000;

    private static final Duration TICK = Duration.ofSeconds(1);

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Load load = new Load(STRESS ? MILLION : MILLION / 10, Duration.ofSeconds(30));

    private final int minutes = STRESS ? 30 : 1;

    private int created;

    private int peakInFlight;

    @Test
    void loadIsThatOfTheFormulas() throws Exception {
        // Each timestamp stays within the tolerance of webhooks.
        Instant start = Instant.now().minus(Duration.ofMinutes(this.minutes / 2));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .start();
                ReplicateEmulator emulator = ReplicateEmulator.builder()
                        .clock(EmulatorClock.manual(start))
                        .maxPredictions(100_000)
                        .start();
                SimulatedApplication application =
                        new SimulatedApplication(postgres.getJdbcUrl("postgres", "postgres"), emulator)) {
            emulator.model(SimulatedApplication.MODEL)
                    .official()
                    .respond(script ->
                            script.pause(this.load.duration()).output("done").succeed());
            application.statements().reset();
            long walBefore = wal(application);
            long realStart = System.nanoTime();

            for (int minute = 1; minute <= this.minutes; minute++) {
                simulateMinute(minute, emulator, application);
            }
            // The last ones complete.
            emulator.clock().advance(this.load.duration());
            await().atMost(TIMEOUT)
                    .until(() -> application.query("select count(*) from replicate_inbox where state = 'DONE'")
                            == this.created);

            Duration real = Duration.ofNanos(System.nanoTime() - realStart);
            long statements = application.statements().total();
            long walBytes = wal(application) - walBefore;
            assertThat(this.peakInFlight)
                    .isCloseTo((int) this.load.inFlight(), within((int) (2 * this.load.perSecond()) + 2));
            assertThat(application.query("select count(distinct prediction) from effects"))
                    .isEqualTo(this.created);
            assertThat(application.query("select count(*) from effects")).isEqualTo(this.created);
            assertThat(application.query("select count(*) from replicate_journal where state = 'COMPLETED'"))
                    .isEqualTo(this.created);
            assertStatements(application.statements());
            System.out.printf(
                    "proof: %d predictions at %d a day | %.0f creates/min, %d in flight, %.1f webhooks/s, no polls; %.1f"
                            + " statements and %.0f bytes of WAL each; in %d s%n",
                    this.created,
                    this.load.perDay(),
                    this.load.perMinute(),
                    this.peakInFlight,
                    this.load.perSecond(),
                    statements / (double) this.created,
                    walBytes / (double) this.created,
                    real.toSeconds());
            if (STRESS) {
                printRows(application);
                printIdle(application);
            }
        }
    }

    private void simulateMinute(int minute, ReplicateEmulator emulator, SimulatedApplication application) {
        emulator.requests().clear();
        int createdBefore = this.created;
        for (int second = 1; second <= 60; second++) {
            int next = (int) (this.load.perSecond() * ((minute - 1) * 60 + second));
            application.create(next - this.created);
            this.created = next;
            emulator.clock().advance(TICK);
        }
        List<JournalEntry> requests = emulator.requests().all();
        assertThat(requests)
                .hasSize(this.created - createdBefore)
                .allMatch(request -> request.operation() == Operation.MODELS_PREDICTIONS_CREATE);
        assertThat((double) requests.size()).isCloseTo(this.load.perMinute(), within(1.0));
        this.peakInFlight = Math.max(this.peakInFlight, emulator.running().size());
        assertThat(emulator.webhooks().deliveries()).allMatch(WebhookDelivery::isSuccess);
    }

    private void assertStatements(CountedStatements statements) {
        for (String[] once : new String[][] {
            {"insert into replicate_journal"},
            {"update replicate_journal set state = 'RUNNING'"},
            {"insert into replicate_inbox"},
            {"update replicate_journal set state = 'COMPLETED'", "where task_id = "},
            {"select", "from replicate_inbox where event_key = ? and state = 'NEW'", "for update"},
            {"update replicate_inbox set state = 'DONE'"}
        }) {
            assertThat(statements.containing(once)).as(String.join("...", once)).isEqualTo(this.created);
        }
        // A claim reserves one completion, or several if they are due.
        assertThat(statements.containing("with due as", "replicate_inbox")).isPositive();
    }

    private static long wal(SimulatedApplication application) {
        return application.query("select pg_current_wal_lsn() - '0/0'::pg_lsn");
    }

    private void printRows(SimulatedApplication application) {
        await().atMost(TIMEOUT)
                .until(() -> application.query("select count(*) from replicate_inbox where payload is not null") == 0);
        String format =
                "proof: rows of %d predictions | journal %d bytes each, inbox %d; without free space %d and %d%n";
        long journal = bytesPerRow(application, "replicate_journal");
        long inbox = bytesPerRow(application, "replicate_inbox");
        application.execute("vacuum full replicate_journal");
        application.execute("vacuum full replicate_inbox");
        System.out.printf(
                format,
                this.created,
                journal,
                inbox,
                bytesPerRow(application, "replicate_journal"),
                bytesPerRow(application, "replicate_inbox"));
        application.statements().all().forEach((statement, count) -> System.out.println(count + " x " + statement));
    }

    private long bytesPerRow(SimulatedApplication application, String table) {
        return application.query("select pg_total_relation_size('" + table + "')") / this.created;
    }

    private static void printIdle(SimulatedApplication application) throws InterruptedException {
        application.statements().reset();
        Thread.sleep(Duration.ofMinutes(1).toMillis());
        Map<String, Long> all = application.statements().all();
        System.out.println(
                "proof: idle instance, 1 minute | " + application.statements().total() + " statements");
        all.forEach((statement, count) -> System.out.println(count + " x " + statement));
        assertThat(application.statements().total()).isBetween(1L, 250L);
    }

    /** Replicate's limit of 600 creates a minute, or a tenth of it. */
    @Test
    void aMillionADayExceedsTheRateLimit() {
        int limit = STRESS ? 600 : 60;
        Load day = new Load(STRESS ? MILLION : MILLION / 10, Duration.ofSeconds(1));
        Duration time = Duration.ofMinutes(STRESS ? 30 : 10);
        int admitted = 0;
        int rejected = 0;
        Duration firstRejection = null;
        try (ReplicateEmulator emulator = ReplicateEmulator.builder()
                        .clock(EmulatorClock.manual())
                        .enforceRateLimits(limit, 5 * limit)
                        .maxPredictions(100_000)
                        .start();
                Replicate client = Replicate.builder()
                        .baseUrl(emulator.baseUrl())
                        .bearerToken(emulator.token())
                        .maxRetries(0)
                        .build()) {
            emulator.model(SimulatedApplication.MODEL)
                    .official()
                    .respond(script -> script.output("done").succeed());
            for (int second = 0; second < time.toSeconds(); second++) {
                int due = (int) (day.perSecond() * (second + 1));
                while (admitted + rejected < due) {
                    if (isAdmitted(client)) {
                        admitted++;
                    } else {
                        rejected++;
                        firstRejection = firstRejection == null ? Duration.ofSeconds(second) : firstRejection;
                    }
                }
                emulator.clock().advance(TICK);
            }
        }
        assertThat((double) admitted).isCloseTo(day.admitted(limit, time), within(limit / 60.0 + 1));
        assertThat(firstRejection).isCloseTo(day.untilRejection(limit), Duration.ofSeconds(10));
        System.out.printf(
                "proof: %d creates in %d min, limit %d per minute | %d rejected with 429, the first after %d s%n",
                admitted + rejected, time.toMinutes(), limit, rejected, firstRejection.toSeconds());
    }

    private static boolean isAdmitted(Replicate client) {
        try {
            client.models()
                    .predictions()
                    .create(SimulatedApplication.MODEL, request -> request.input("prompt", "a lighthouse at dusk"));
            return true;
        } catch (RateLimitException ex) {
            return false;
        }
    }
}
