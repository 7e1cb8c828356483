/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import static io.github.replicate4j.sample.Browser.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The chat page in a browser. */
@SampleTest
class ChatPageTests {

    @Autowired
    private ReplicateEmulator emulator;

    @LocalServerPort
    private int port;

    private Browser browser;

    @BeforeEach
    void open() {
        this.browser = new Browser(this.port).open("/chat");
        this.browser.driver().executeScript("document.querySelector('#conversation').replaceChildren()");
    }

    @AfterEach
    void close() {
        this.browser.close();
    }

    @Test
    void streamsTheAnswer() {
        this.emulator
                .model(StudioModels.CHAT)
                .respond(script -> script.output("Because ")
                        .output("of ")
                        .pause(Duration.ofSeconds(2))
                        .output("the rivers ❤.")
                        .succeed());
        this.browser.type("Why is the sea salty?", Keys.ENTER);

        until(() -> this.browser.text(".answer").equals("Because of "));
        assertThat(this.browser.element("#stop").isDisplayed()).isTrue();
        until(() -> this.browser.text(".answer").equals("Because of the rivers ❤."));
        until(() -> !this.browser.element("#stop").isDisplayed());
        assertThat(this.browser.text(".question")).isEqualTo("Why is the sea salty?");
        this.browser.resize(390, 844);
        assertThat(this.browser.overflows()).isFalse();
        this.browser.saveScreenshot("chat-390.png");
        this.browser.resize(1280, 900);
        this.browser.saveScreenshot("chat-1280.png");
        assertThat(this.browser.console()).isEmpty();
    }

    @Test
    void conversationSurvivesAReload() {
        this.emulator
                .model(StudioModels.CHAT)
                .respond(script -> script.output("Because of the rivers.").succeed());
        this.browser.type("Why is the sea salty?", Keys.ENTER);
        until(() -> this.browser.text(".answer").equals("Because of the rivers."));
        until(() -> !this.browser.element("#stop").isDisplayed());

        this.browser.open("/chat");
        assertThat(this.browser.shown("#conversation p"))
                .containsExactly("Why is the sea salty?", "Because of the rivers.");

        answerEndlessly();
        this.browser.type("Why?", Keys.ENTER);
        until(() -> this.browser.shown(".answer").size() == 2);
        until(() -> this.browser.shown(".answer").get(1).startsWith("on and on"));
        this.browser.open("/chat");
        assertThat(this.browser.shown("#conversation p"))
                .hasSize(5)
                .endsWith("Interrupted.")
                .anyMatch(text -> text.startsWith("on and on"));
        until(() -> this.emulator.running().isEmpty());

        this.browser.click("#clear");
        this.browser.open("/chat");
        assertThat(this.browser.elements("#conversation p")).isEmpty();
        assertThat(this.browser.console()).isEmpty();
    }

    private void answerEndlessly() {
        this.emulator.model(StudioModels.CHAT).respond(script -> {
            for (int i = 0; i < 1_000; i++) {
                script.output("on and ").pause(Duration.ofMillis(100));
            }
        });
    }

    @Test
    void stopCancelsThePrediction() {
        answerEndlessly();
        this.browser.type("Tell me more", Keys.ENTER);
        until(() -> this.browser.text(".answer").startsWith("on and on"));
        this.browser.click("#stop");

        until(() -> this.browser.text("#conversation .note").equals("Stopped."));
        until(() -> this.emulator.running().isEmpty());
        assertThat(this.browser.console()).isEmpty();
    }

    @Test
    void showsAnErrorAndKeepsTheQuestion() {
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).status(402);
        this.browser.type("Why?", Keys.ENTER);

        until(() -> this.browser.text("#problem").startsWith("The Replicate account has no credit."));
        assertThat(this.browser.element("#prompt").getAttribute("value")).isEqualTo("Why?");
    }

    @Test
    void showsAnErrorThatInterruptsTheAnswer() {
        this.emulator
                .model(StudioModels.CHAT)
                .respond(script -> script.output("Well, ").fail("out of words"));
        this.browser.type("Why?", Keys.ENTER);

        until(() -> !this.browser.text("#problem").isEmpty());
        assertThat(this.browser.text(".answer")).isEqualTo("Well, ");
    }
}
