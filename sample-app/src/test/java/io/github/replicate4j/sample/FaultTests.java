/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import static io.github.replicate4j.sample.Browser.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.emulator.webhook.WebhookDelivery;
import io.github.replicate4j.emulator.webhook.WebhookEventType;
import io.github.replicate4j.jdbc.journal.reconcile.Reconciler;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Faults injected by users. */
@TestPropertySource(properties = "replicate.retry.max-retries=2")
class FaultTests extends PicturePageTest {

    @Autowired
    private Reconciler reconciler;

    /** Unique, because deliveries of earlier tests are still shown. */
    private final String prompt = "a cat, " + UUID.randomUUID();

    @BeforeEach
    void awaitFaults() {
        until(() -> !this.browser.elements(".faults button").isEmpty());
    }

    private void arm(String fault) {
        WebElement button = this.browser.elements(".faults button").stream()
                .filter(each -> each.getText().equals(fault))
                .findFirst()
                .orElseThrow();
        String effect = button.getAttribute("title");
        button.click();
        until(() -> this.browser.text("#armed").equals(effect));
        assertThat(this.browser.shown(".faults [aria-pressed=true]")).containsExactly(fault);
        this.browser.type(this.prompt, Keys.ENTER);
    }

    private void assertThatNoFaultIsArmed() {
        until(() -> this.browser.text("#armed").equals("Select a fault for the next picture."));
        assertThat(this.browser.elements(".faults [aria-pressed=true]")).isEmpty();
    }

    private List<Integer> completionResponses() {
        return this.emulator.webhooks().deliveries().stream()
                .filter(delivery -> delivery.event() == WebhookEventType.COMPLETED && delivery.endedAt() != null)
                .map(WebhookDelivery::status)
                .toList();
    }

    private void assertThatTheCompletionIsShownOnce() {
        until(() -> this.browser.imagesLoaded() == 1);
        until(() -> completions() == 1);
        assertThat(completions()).isEqualTo(1);
    }

    private long completions() {
        return this.browser.shown("#deliveries li").stream()
                .filter(line -> line.contains("completed") && line.contains(this.prompt))
                .count();
    }

    @Test
    void retriesAfterARateLimit() {
        arm("Rate limit");
        until(() -> this.browser.imagesLoaded() == 1);
        assertThat(creates()).extracting(JournalEntry::status).containsExactly(429, 429, 201);
        assertThatNoFaultIsArmed();
        assertThat(this.browser.console()).isEmpty();
    }

    @Test
    void cancelsAPictureWhoseModelBootsSlowly() {
        arm("Slow boot");
        until(() -> this.browser.shown(".status").contains("Starting"));
        this.browser.press(".picture .cancel");
        until(() -> this.browser.shown(".status").contains("Canceled"));
    }

    @Test
    void showsTheErrorOfAFailedModel() {
        arm("Failing model");
        until(() -> this.browser.shown(".status").stream()
                .anyMatch(status -> status.startsWith("Failed: CUDA out of memory")));
    }

    @Test
    void lostPictureAppearsWhenItsWebhookArrives() {
        arm("Lost response");
        assertThatNoFaultIsArmed();

        until(() -> this.browser.imagesLoaded() == 1);
        assertThat(this.browser.shown(".status")).containsExactly("Succeeded");
        assertThat(this.browser.shown(".found")).containsExactly("Found by webhook");
        assertThat(creates()).hasSize(1);
        this.browser.type(this.prompt + " in the snow", Keys.ENTER);
        until(() -> this.browser.imagesLoaded() == 2);
        assertThat(this.browser.shown(".prompt")).containsExactly(this.prompt + " in the snow", this.prompt);
        assertThat(this.browser.text("#problem")).isEmpty();
        assertThat(creates()).hasSize(2);
        assertThat(this.browser.console()).isEmpty();
    }

    @Test
    void lostPictureIsFoundWithoutAWebhook() {
        this.emulator.webhooks().always().drop();
        arm("Lost response");
        String unknown = "Unknown: The response was lost. If Replicate generates the picture, it appears here.";
        until(() -> this.browser.shown(".status").equals(List.of(unknown)));
        assertThat(this.browser.elements(".picture.failed")).isEmpty();

        until(() -> {
            SubmittedPictures.areDue(this.database);
            this.reconciler.reconcile();
            return this.browser.imagesLoaded() == 1;
        });
        assertThat(this.browser.shown(".found")).containsExactly("Found by reconciler");
        assertThat(creates()).hasSize(1);
    }

    @Test
    void armedFaultIsMarkedAfterAReload() {
        this.browser.press("#fault-DUPLICATE_WEBHOOK");
        until(() -> !this.browser.elements(".faults [aria-pressed=true]").isEmpty());
        this.browser.press("#fault-SLOW_BOOT");
        until(() -> this.browser.elements(".faults [aria-pressed=true]").size() == 2);
        this.browser.press("#fault-FAILING_MODEL");
        List<String> armed = List.of("Failing model", "Duplicate webhook");
        until(() -> this.browser.shown(".faults [aria-pressed=true]").equals(armed));

        this.browser.open("/");
        until(() -> this.browser.shown(".faults [aria-pressed=true]").equals(armed));
        this.browser.type(this.prompt, Keys.ENTER);
        assertThatNoFaultIsArmed();
        until(() -> completions() == 1);
        assertThat(this.browser.console()).isEmpty();
    }

    @Test
    void processesADuplicateWebhookOnce() {
        arm("Duplicate webhook");
        until(() -> completionResponses().equals(List.of(204, 204)));
        assertThatTheCompletionIsShownOnce();
    }

    @Test
    void rejectsATamperedWebhookAndAcceptsTheNextAttempt() {
        arm("Tampered webhook");
        until(() -> completionResponses().equals(List.of(401, 204)));
        assertThatTheCompletionIsShownOnce();
    }
}
