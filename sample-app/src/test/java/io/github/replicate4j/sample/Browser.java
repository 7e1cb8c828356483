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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** A window of the studio, as its visitors see it. */
final class Browser implements AutoCloseable {

    private final ChromeDriver driver = SystemBrowser.start();

    private final String studio;

    Browser(int port) {
        this.studio = "http://localhost:" + port;
    }

    Browser open(String path) {
        this.driver.get(this.studio + path);
        return this;
    }

    ChromeDriver driver() {
        return this.driver;
    }

    void screen(int width, int height) {
        this.driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    void offline(boolean offline) {
        this.driver.executeCdpCommand("Network.enable", Map.of());
        this.driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** Pictures of the page, for whoever wants to look. */
    void keep(String name) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "screenshots"));
            Files.write(folder.resolve(name), this.driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    void type(CharSequence... keys) {
        element("#prompt").sendKeys(keys);
    }

    void click(String selector) {
        element(selector).click();
    }

    /** In one step, for the page may draw it anew at any moment. */
    void press(String selector) {
        this.driver.executeScript("document.querySelector(arguments[0]).click()", selector);
    }

    WebElement element(String selector) {
        return this.driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> elements(String selector) {
        return this.driver.findElements(By.cssSelector(selector));
    }

    /** As it stands in the page, seen or not; empty if it is not there. */
    String text(String selector) {
        return String.valueOf(
                this.driver.executeScript("return document.querySelector(arguments[0])?.textContent ?? ''", selector));
    }

    /** As it is seen; all at once, for the page changes. */
    List<String> shown(String selector) {
        String script = "return [...document.querySelectorAll(arguments[0])].map(element => element.innerText)";
        return ((List<?>) Objects.requireNonNull(this.driver.executeScript(script, selector)))
                .stream().map(String::valueOf).toList();
    }

    long number(String script) {
        return ((Number) Objects.requireNonNull(this.driver.executeScript("return " + script))).longValue();
    }

    long imagesLoaded() {
        return number("[...document.querySelectorAll('.picture img')].filter(image => image.naturalWidth).length");
    }

    boolean overflows() {
        return number("document.documentElement.scrollWidth - document.documentElement.clientWidth") > 0;
    }

    /** What the console of the browser says. */
    List<String> console() {
        return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(Object::toString)
                .toList();
    }

    static void until(BooleanSupplier condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(condition::getAsBoolean);
    }

    @Override
    public void close() {
        this.driver.quit();
    }
}
