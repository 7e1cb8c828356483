/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.emulator.Operation;
import io.github.replicate4j.emulator.ReplicateEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page, in a real browser. */
@SampleTest
class PageTests {

    private static final String MODEL = "black-forest-labs/flux-schnell";

    @Autowired
    private ReplicateEmulator emulator;

    @LocalServerPort
    private int port;

    private @Nullable ChromeDriver browser;

    @BeforeEach
    void open() {
        this.browser = SystemBrowser.start();
        this.browser.get("http://localhost:" + this.port + "/");
        until(() -> !text("#model").isEmpty());
    }

    @AfterEach
    void close() {
        if (this.browser != null) {
            this.browser.quit();
        }
    }

    @Test
    void aPromptIsTypedAndAPictureComesUp() {
        assertThat(text("#emulator")).startsWith("No token: the pictures come from the local emulator");
        element("#prompt").sendKeys("a lighthouse at dusk");
        element("button").click();

        until(() -> shown(".status").matches("(?i)processing, \\d+ %"));
        until(() -> width(".picture img") > 0);
        assertThat(shown(".status")).isEqualToIgnoringCase("succeeded");
        assertThat(text(".prompt")).isEqualTo("a lighthouse at dusk");
        assertThat(text("[role=status]")).isEqualTo("The picture is ready: a lighthouse at dusk");
        assertThat(console()).isEmpty();
    }

    @Test
    void earlierPicturesStayBelow() {
        element("#prompt").sendKeys("one", Keys.ENTER);
        until(() -> width(".picture img") > 0);
        element("#prompt").sendKeys("two", Keys.ENTER);
        until(() -> width(".picture:first-child img") > 0
                && elements(".picture img").size() == 2);

        assertThat(elements(".prompt")).extracting(WebElement::getText).containsExactly("two", "one");
        assertThat(console()).isEmpty();
    }

    @Test
    void aPromptIsTextAndNothingElse() {
        String prompt = "<img src=x onerror=alert(1)><b>bold</b>";
        this.emulator.model(MODEL).respond(script -> script.hang());
        element("#prompt").sendKeys(prompt, Keys.ENTER);

        until(() -> shown(".status").matches("(?i)processing"));
        assertThat(text(".prompt")).isEqualTo(prompt);
        assertThat(elements(".prompt *")).isEmpty();
        until(() -> text("#deliveries").contains(prompt));
        assertThat(elements(".about *")).isEmpty();
        assertThat(console()).isEmpty();
    }

    @Test
    void whatFailsIsSaidAndTheQuestionsEnd() {
        this.emulator.model(MODEL).respond(script -> script.fail("NSFW content detected"));
        element("#prompt").sendKeys("a cat", Keys.ENTER);

        until(() -> !elements(".failed").isEmpty());
        assertThat(shown(".status")).isEqualToIgnoringCase("failed: NSFW content detected");
        int asked = this.emulator.requests().to(Operation.PREDICTIONS_GET).size();
        await().during(Duration.ofMillis(1_500))
                .atMost(Duration.ofSeconds(5))
                .until(() ->
                        this.emulator.requests().to(Operation.PREDICTIONS_GET).size() == asked);
    }

    @Test
    void anOrderThatIsRefusedIsSaidBesideTheField() {
        element("button").click();
        assertThat(text("#problem")).isEqualTo("Type what the picture shall show.");

        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).status(402);
        element("#prompt").sendKeys("a cat", Keys.ENTER);
        until(() -> text("#problem").startsWith("The Replicate account has no credit."));
        assertThat(elements(".picture")).isEmpty();
        assertThat(browser().switchTo().activeElement().getAttribute("id")).isEqualTo("prompt");
    }

    @Test
    void itFitsASmallScreen() {
        screen(360, 740);

        assertThat(number("return document.documentElement.scrollWidth")).isEqualTo(360);
    }

    @Test
    void theWebhooksOfAPictureShowUpInTheLog() throws IOException {
        screen(390, 844);
        element("#prompt").sendKeys("a fox in the snow", Keys.ENTER);

        until(() -> lines("a fox in the snow").stream().anyMatch(line -> line.contains("completed: succeeded")));
        assertThat(lines("a fox in the snow"))
                .hasSizeGreaterThan(2)
                .filteredOn(line -> line.contains("completed"))
                .hasSize(1);
        assertThat(element("#deliveries .none").isDisplayed()).isFalse();
        assertThat(element("#connection").isDisplayed()).isFalse();
        assertThat(number("return document.documentElement.scrollWidth")).isEqualTo(390);
        assertThat(number(
                        "const log = document.querySelector('#deliveries'); return log.scrollWidth - log.clientWidth"))
                .isZero();
        keep("webhooks-390.png");

        assertThat(number("return document.querySelector('#deliveries').scrollTop"))
                .as("the latest is in sight")
                .isPositive();
        element("#deliveries").sendKeys(Keys.HOME);
        until(() -> number("return document.querySelector('#deliveries').scrollTop") == 0);

        screen(1280, 900);
        assertThat(number("return document.documentElement.scrollWidth")).isLessThanOrEqualTo(1280);
        keep("webhooks-1280.png");
        assertThat(console()).isEmpty();
    }

    private void screen(int width, int height) {
        browser()
                .executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** The lines of the log about a prompt, as they can be read; all at once, for the oldest go as new ones come. */
    private List<String> lines(String prompt) {
        String script = "return [...document.querySelectorAll('#deliveries li')].map(line => line.innerText)";
        return ((List<?>) Objects.requireNonNull(browser().executeScript(script)))
                .stream()
                        .map(String::valueOf)
                        .filter(line -> line.contains(prompt))
                        .toList();
    }

    /** Pictures of the page, for whoever wants to look. */
    private void keep(String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "screenshots"));
        Files.write(folder.resolve(name), browser().getScreenshotAs(OutputType.BYTES));
    }

    private ChromeDriver browser() {
        return Objects.requireNonNull(this.browser);
    }

    private WebElement element(String selector) {
        return browser().findElement(By.cssSelector(selector));
    }

    private List<WebElement> elements(String selector) {
        return browser().findElements(By.cssSelector(selector));
    }

    private String text(String selector) {
        return String.valueOf(
                browser().executeScript("return document.querySelector(arguments[0])?.textContent ?? ''", selector));
    }

    private String shown(String selector) {
        return elements(selector).isEmpty() ? "" : element(selector).getText();
    }

    private long width(String image) {
        return number("return document.querySelector('" + image + "')?.naturalWidth ?? 0");
    }

    private long number(String script) {
        return ((Number) Objects.requireNonNull(browser().executeScript(script))).longValue();
    }

    private List<String> console() {
        return browser().manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(Object::toString)
                .toList();
    }

    private static void until(BooleanSupplier condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(condition::getAsBoolean);
    }
}
