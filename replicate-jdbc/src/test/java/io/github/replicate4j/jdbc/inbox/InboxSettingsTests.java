/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class InboxSettingsTests {

    @Test
    void valuesCanBeChanged() {
        InboxSettings settings = InboxSettings.DEFAULT.with(builder -> builder.workers(2)
                .batch(5)
                .lease(Duration.ofMinutes(1))
                .maxAttempts(3)
                .retention(Duration.ofDays(2))
                .journaled(true)
                .payloadRetention(Duration.ofSeconds(10))
                .pollInterval(Duration.ofSeconds(5))
                .shutdownTimeout(Duration.ofSeconds(1)));
        assertThat(settings)
                .isEqualTo(new InboxSettings(
                        2,
                        5,
                        Duration.ofMinutes(1),
                        3,
                        Duration.ofDays(2),
                        true,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(1)));
        assertThat(InboxSettings.DEFAULT.with(builder -> {})).isEqualTo(InboxSettings.DEFAULT);
    }

    @Test
    void invalidValuesAreNamed() {
        assertInvalid(builder -> builder.workers(0), "inbox workers must be from 1 to 1000 but is 0");
        assertInvalid(builder -> builder.batch(0), "inbox batch must be from 1 to 1000 but is 0");
        assertInvalid(
                builder -> builder.lease(Duration.ofMillis(1)), "inbox lease must be at least 1000 ms but is PT0.001S");
        assertInvalid(builder -> builder.maxAttempts(0), "inbox maxAttempts must be at least 1 but is 0");
        assertInvalid(
                builder -> builder.retention(Duration.ZERO), "inbox retention must be longer than zero but is PT0S");
        assertInvalid(
                builder -> builder.payloadRetention(Duration.ofSeconds(-1)),
                "inbox payloadRetention must not be negative but is PT-1S");
        assertInvalid(
                builder -> builder.payloadRetention(Duration.ofDays(2)),
                "inbox payloadRetention must be at most the retention of PT24H but is PT48H");
        assertInvalid(
                builder -> builder.pollInterval(Duration.ZERO),
                "inbox pollInterval must be at least 100 ms but is PT0S");
        assertInvalid(
                builder -> builder.shutdownTimeout(Duration.ZERO),
                "inbox shutdownTimeout must be longer than zero but is PT0S");
    }

    @Test
    void theRetentionCoversTheToleranceOfTimestamps() {
        InboxSettings settings = InboxSettings.DEFAULT.with(builder -> builder.retention(Duration.ofMinutes(11)));
        assertThatNoException().isThrownBy(() -> settings.checkRetention(Duration.ofMinutes(5)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.checkRetention(Duration.ofMinutes(6)))
                .withMessageStartingWith("inbox retention must be at least 780 s");
    }

    private static void assertInvalid(Consumer<InboxSettings.Builder> change, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InboxSettings.DEFAULT.with(change))
                .withMessage(message);
    }
}
