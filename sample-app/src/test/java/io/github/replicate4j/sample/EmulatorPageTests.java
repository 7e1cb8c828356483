/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import static io.github.replicate4j.sample.Browser.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** The page of the emulator in a browser. */
class EmulatorPageTests {

    private ReplicateEmulator emulator;

    private Browser browser;

    @BeforeEach
    void open() {
        this.emulator = ReplicateEmulator.builder()
                .clock(EmulatorClock.manual(Instant.parse("2026-01-31T12:00:00Z")))
                .start();
        this.browser = new Browser(this.emulator.port()).open("/");
    }

    @AfterEach
    void close() {
        if (this.browser != null) {
            this.browser.close();
        }
        this.emulator.close();
    }

    @Test
    void injectsAndRemovesFaults() {
        choose("#fault-form [name=operation]", "PREDICTIONS_GET");
        choose("#fault-form [name=effect]", "status 503");
        this.browser.press("#fault-form button");
        until(() -> this.browser.text("#fault-rows").contains("{\"status\":503}"));
        assertThat(this.browser.text("#fault-rows")).contains("PREDICTIONS_GET");

        this.browser.press("#fault-rows button");

        until(() -> this.browser.text("#fault-rows").contains("No faults"));
        assertThat(this.browser.console()).isEmpty();
    }

    @Test
    void definesAndDeletesModels() {
        this.browser.press("#models summary");
        choose("#model-form [name=example]", "streams output tokens");
        this.browser.press("#model-form button");
        until(() -> this.browser.text("#model-rows").contains("acme/captioner"));
        assertThat(this.browser.text("#message")).isEqualTo("The model is defined.");

        this.browser.press("[aria-label='Delete acme/captioner']");

        until(() -> !this.browser.text("#model-rows").contains("acme/captioner"));
        assertThat(this.browser.console()).isEmpty();
    }

    @Test
    void explainsMistakesInADefinition() {
        this.browser.press("#models summary");
        this.browser.element("#model-form [name=definition]").clear();
        this.browser.element("#model-form [name=definition]").sendKeys("{\"oficial\": true}");
        this.browser.press("#model-form button");

        until(() -> this.browser.text("#message").contains("line 1: oficial is unknown"));
    }

    @Test
    void advancesTheClockAndResets() {
        this.emulator.model("acme/slow").official().respond(script -> script.pause(Duration.ofHours(1)));
        this.browser.press("#clock-form button");
        until(() -> this.browser.text("#clock-now").contains("12:01:00"));
        assertThat(this.emulator.clock().now()).isEqualTo("2026-01-31T12:01:00Z");

        this.browser.press("header button");

        until(() -> !this.browser.text("#model-rows").contains("acme/slow"));
        assertThat(this.browser.console()).isEmpty();
    }

    @Test
    void fitsOnAPhone() {
        this.emulator.faults().always().status(500).header("X-Long", "a".repeat(200));
        this.browser.resize(360, 800);
        this.browser.open("/").press("#models summary");

        assertThat(this.browser.overflows()).isFalse();
        this.browser.saveScreenshot("emulator-360.png");
        this.browser.resize(1280, 900);
        assertThat(this.browser.overflows()).isFalse();
        this.browser.saveScreenshot("emulator-1280.png");
        assertThat(this.browser.console()).isEmpty();
    }

    private void choose(String selector, String text) {
        for (WebElement option : this.browser.elements(selector + " option")) {
            if (option.getText().equals(text)) {
                option.click();
            }
        }
    }
}
