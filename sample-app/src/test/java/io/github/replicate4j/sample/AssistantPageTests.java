/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import static io.github.replicate4j.sample.Browser.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.picture.Picture;
import io.github.replicate4j.emulator.picture.PictureSize;
import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.emulator.request.Operation;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page of the assistant in a browser. */
@SampleTest
class AssistantPageTests {

    private static final byte[] PNG = new Picture("a lighthouse", 1, new PictureSize(768, 768)).png();

    @Autowired
    private ReplicateEmulator emulator;

    @Autowired
    private StudioModels models;

    @LocalServerPort
    private int port;

    private Browser browser;

    @BeforeEach
    void open() {
        this.browser = new Browser(this.port).open("/assistant");
    }

    @AfterEach
    void close() {
        this.browser.driver().executeScript("document.querySelector('#clear')?.click()");
        this.browser.close();
    }

    /** Send a question and return the answer to it. */
    private String ask(String question) {
        int answers = this.browser.elements(".answer").size();
        this.browser.type(question, Keys.ENTER);
        until(() -> this.browser.elements(".answer").size() > answers);
        until(() -> !this.browser.element("#stop").isDisplayed());
        return this.browser.shown(".answer").get(answers);
    }

    @Test
    void remembersTheConversationUntilItIsCleared() {
        assertThat(ask("I am Ada {A}")).doesNotContain("You began with");
        assertThat(ask("Who am I?")).contains("You began with “I am Ada {A}”");

        this.browser.open("/assistant");
        assertThat(this.browser.shown("#conversation p")).hasSize(4).startsWith("I am Ada {A}");
        assertThat(ask("Who am I again?")).contains("You began with “I am Ada {A}”");

        this.browser.click("#clear");
        assertThat(ask("Who am I now?")).doesNotContain("You began with");
        assertThat(this.browser.console()).isEmpty();
    }

    @Test
    void drawsAPictureAndFindsItInTheGallery() {
        this.emulator.model(this.models.picture()).respond(script -> script.outputFile(PNG, "png"));
        assertThat(ask("Draw a lighthouse at dusk")).contains("The user sees the picture.");
        until(() -> this.browser.number("document.querySelector('#conversation img').naturalWidth") > 0);
        assertThat(this.browser.element("#conversation img").getAttribute("alt"))
                .isEqualTo("Draw a lighthouse at dusk");
        assertThat(ask("Which are the newest pictures?")).contains("[\"Draw a lighthouse at dusk\"");
        assertThat(this.emulator.requests().creates()).hasSize(5);
        this.browser.resize(390, 844);
        assertThat(this.browser.overflows()).isFalse();
        this.browser.saveScreenshot("assistant-390.png");
        this.browser.resize(1280, 900);
        this.browser.saveScreenshot("assistant-1280.png");

        this.browser.open("/");
        assertThat(this.browser.text(".picture .prompt")).isEqualTo("Draw a lighthouse at dusk");
        this.browser.open("/assistant");
        until(() -> this.browser.number("document.querySelector('#conversation img').naturalWidth") > 0);
        assertThat(this.browser.console()).isEmpty();
    }

    @Test
    void leavingCancelsThePicture() {
        this.emulator.model(this.models.picture()).respond(script -> script.hang());
        this.browser.type("Draw a lighthouse", Keys.ENTER);
        until(() -> this.emulator.requests().creates().size() == 2
                && this.emulator.running().size() == 1);
        this.browser.open("/");

        until(() -> this.emulator.running().isEmpty());
        this.browser.open("/assistant");
        assertThat(this.browser.shown("#conversation p")).containsExactly("Draw a lighthouse", "Interrupted.");
    }

    @Test
    void showsAnErrorAndKeepsTheQuestion() {
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).status(402);
        this.browser.type("Why?", Keys.ENTER);

        until(() -> this.browser.text("#problem").startsWith("The Replicate account has no credit."));
        assertThat(this.browser.element("#prompt").getAttribute("value")).isEqualTo("Why?");
    }

    @Test
    void remembersAQuestionThatIsRepeatedAfterAnErrorOnce() {
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).status(500);
        this.browser.type("I am Ada {A}", Keys.ENTER);
        until(() -> !this.browser.text("#problem").isEmpty());

        ask("");
        ask("Who am I?");
        List<JournalEntry> creates = this.emulator.requests().creates();
        assertThat(String.valueOf(creates.get(creates.size() - 1).input())).containsOnlyOnce("content=I am Ada {A}");
    }
}
