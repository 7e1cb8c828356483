/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import static io.github.replicate4j.sample.Browser.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.request.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page of pictures in a browser. */
class PageTests extends PicturePageTest {

    @Test
    void createsAPictureFromAPrompt() {
        this.browser.type("a lighthouse at dusk");
        this.browser.click("#create button");

        until(() -> this.browser.shown(".status").stream().anyMatch(status -> status.matches("(?i)processing, \\d+%")));
        until(() -> this.browser.imagesLoaded() == 1);
        assertThat(this.browser.shown(".status")).containsExactly("Succeeded");
        assertThat(this.browser.text(".prompt")).isEqualTo("a lighthouse at dusk");
        assertThat(this.browser.text("[role=status]#announcement")).isEqualTo("Picture ready: a lighthouse at dusk");
        assertThat(this.browser.element("#prompt").getAttribute("value")).isEmpty();
        assertThat(this.browser.console()).isEmpty();
    }

    @Test
    void showsSeveralPicturesNewestFirst() {
        for (int i = 1; i <= 10; i++) {
            String prompt = "no. " + i;
            this.browser.type(prompt, Keys.ENTER);
            until(() -> this.browser.shown(".prompt").contains(prompt));
        }
        until(() -> this.browser.shown(".status").stream().allMatch("Succeeded"::equals));
        assertThat(this.browser.shown(".prompt"))
                .hasSize(10)
                .startsWith("no. 10", "no. 9")
                .endsWith("no. 1");
        assertThat(this.browser.console()).isEmpty();
    }

    @Test
    void keepsTextEnteredWhileARequestIsInFlight() {
        this.browser.latency(Duration.ofSeconds(2));
        this.browser.type("one", Keys.ENTER);
        this.browser.type("two", Keys.ENTER);
        assertThat(this.browser.element("#prompt").getAttribute("value")).isEqualTo("two");
        until(() -> this.browser.shown(".prompt").contains("one"));
        this.browser.latency(Duration.ZERO);
        this.browser.type(Keys.ENTER);
        until(() -> this.browser.shown(".prompt").contains("two"));
        until(() -> creates().size() == 2);
    }

    @Test
    void doubleClickCreatesOnePicture() {
        this.browser.type("a cat");
        this.browser
                .driver()
                .executeScript(
                        "const button = document.querySelector('#create button'); button.click(); button.click();");
        until(() -> this.browser.imagesLoaded() == 1);
        assertThat(creates()).hasSize(1);
        assertThat(this.browser.elements(".picture")).hasSize(1);
    }

    @Test
    void createsANewPictureIfTheResponseToAnEarlierRequestWasLost() {
        this.browser.type("one", Keys.ENTER);
        until(() -> this.browser.imagesLoaded() == 1);
        String id = this.browser.element(".picture").getAttribute("id").replace("picture-", "");
        // As if the browser had not received the response.
        this.browser.driver().executeScript("document.querySelector('#picture-id').value = arguments[0]", id);
        this.browser.type("two", Keys.ENTER);

        until(() -> this.browser.imagesLoaded() == 2);
        assertThat(this.browser.shown(".prompt")).containsExactly("two", "one");
        this.browser.driver().executeScript("document.querySelector('#picture-id').value = arguments[0]", id);
        this.browser.type("one", Keys.ENTER);
        until(() -> this.browser.shown(".prompt").equals(List.of("one", "two")));
        until(() -> creates().size() == 2);
    }

    @Test
    void escapesHtmlInPrompts() {
        String prompt = "<img src=x onerror=alert(1)><b>bold</b>";
        this.emulator.model(MODEL).respond(script -> script.hang());
        this.browser.type(prompt, Keys.ENTER);

        until(() -> this.browser.shown(".status").contains("Processing"));
        assertThat(this.browser.text(".prompt")).isEqualTo(prompt);
        assertThat(this.browser.elements(".prompt *")).isEmpty();
        until(() -> this.browser.text("#deliveries").contains(prompt));
        assertThat(this.browser.elements(".delivery-prompt *")).isEmpty();
        assertThat(this.browser.console()).isEmpty();
    }

    @Test
    void showsTheErrorAndStopsPollingAfterAFailure() {
        this.emulator.model(MODEL).respond(script -> script.fail("NSFW content detected"));
        this.browser.type("a cat", Keys.ENTER);

        until(() -> this.browser.shown(".status").contains("Failed: NSFW content detected"));
        assertThat(this.browser.elements("[hx-get].picture")).isEmpty();
        assertThat(this.browser.text("#announcement")).isEqualTo("Picture failed: NSFW content detected");
    }

    @Test
    void showsAnErrorBesideTheField() {
        this.browser.click("#create button");
        assertThat(this.browser.text("#problem")).isEqualTo("Enter a prompt.");
    }

    @Test
    void showsThatAPictureWaitsToBeSent() {
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).status(402);
        this.browser.type("a cat", Keys.ENTER);

        until(() -> this.browser.shown(".status").stream()
                .anyMatch(status -> status.startsWith("Queued: ") && status.contains("402")));
        assertThat(this.browser.elements(".picture.failed")).isEmpty();
        until(() -> this.browser.imagesLoaded() == 1);
    }

    @Test
    void fitsAllScreenSizes() {
        this.browser.type("a harbour by night", Keys.ENTER);
        until(() -> this.browser.imagesLoaded() == 1);
        for (Map.Entry<Integer, Integer> size :
                Map.of(360, 740, 390, 844, 1280, 900).entrySet()) {
            this.browser.resize(size.getKey(), size.getValue());
            this.browser.driver().executeScript("window.scrollTo(0, 0)");
            this.browser.saveScreenshot("pictures-" + size.getKey() + ".png");
            assertThat(this.browser.overflows()).as("at " + size).isFalse();
        }
        assertThat(this.browser.console()).isEmpty();
    }

    @Test
    void panelShowsHealthAndMetrics() {
        this.browser.type("a cat", Keys.ENTER);
        until(() -> this.browser.imagesLoaded() == 1);
        this.browser.open("/");
        until(() -> this.browser.text("#panel").contains("succeeded"));
        assertThat(this.browser.text("#panel")).contains("UP", "emulator", "processed");
    }
}
