/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
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

/** A browser window of the application. */
final class Browser implements AutoCloseable {

    private final ChromeDriver driver;

    private final String origin;

    /** Reset and use the browser that all tests share. */
    Browser(int port) {
        this(SystemBrowser.shared(), port);
        offline(false);
        this.driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        console();
    }

    private Browser(ChromeDriver driver, int port) {
        this.driver = driver;
        this.origin = "http://localhost:" + port;
    }

    /** Start a second browser, to test two users at the same time. */
    static Browser another(int port) {
        return new Browser(SystemBrowser.start(), port);
    }

    Browser open(String path) {
        this.driver.get(this.origin + path);
        return this;
    }

    ChromeDriver driver() {
        return this.driver;
    }

    /** Set the size of the page in CSS pixels. Widths below 600 emulate a mobile device. */
    void resize(int width, int height) {
        this.driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    void offline(boolean offline) {
        network(offline, Duration.ZERO);
    }

    /** Delay all responses by the given time. */
    void latency(Duration latency) {
        network(false, latency);
    }

    private void network(boolean offline, Duration latency) {
        this.driver.executeCdpCommand("Network.enable", Map.of());
        this.driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of(
                        "offline",
                        offline,
                        "latency",
                        latency.toMillis(),
                        "downloadThroughput",
                        -1,
                        "uploadThroughput",
                        -1));
    }

    /** Save a screenshot in {@code target/screenshots}, for manual review. */
    void saveScreenshot(String name) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "screenshots"));
            Files.write(folder.resolve(name), this.driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** Type into the field for the prompt. */
    void type(CharSequence... keys) {
        element("#prompt").sendKeys(keys);
    }

    void click(String selector) {
        element(selector).click();
    }

    /**
     * Click an element as soon as htmx has processed it. Finding and clicking it is one step, because the page may replace it
     * at any time.
     */
    void press(String selector) {
        String script = """
            const element = document.querySelector(arguments[0]);
            const ready = element !== null && element.closest('.htmx-added') === null;
            if (ready) {
              element.click();
            }
            return ready;\
            """;
        until(() -> Boolean.TRUE.equals(this.driver.executeScript(script, selector)));
    }

    WebElement element(String selector) {
        return this.driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> elements(String selector) {
        return this.driver.findElements(By.cssSelector(selector));
    }

    /** Return the text of an element even if it is hidden, or an empty string if there is no such element. */
    String text(String selector) {
        return String.valueOf(
                this.driver.executeScript("return document.querySelector(arguments[0])?.textContent ?? ''", selector));
    }

    /** Return the visible texts of elements in one step, because the page may change at any time. */
    List<String> shown(String selector) {
        String script = "return [...document.querySelectorAll(arguments[0])].map(element => element.innerText)";
        return ((List<?>) Objects.requireNonNull(this.driver.executeScript(script, selector)))
                .stream().map(String::valueOf).toList();
    }

    /** Return the number that a JavaScript expression evaluates to. */
    long number(String expression) {
        return ((Number) Objects.requireNonNull(this.driver.executeScript("return " + expression))).longValue();
    }

    long imagesLoaded() {
        return number("[...document.querySelectorAll('.picture img')].filter(image => image.naturalWidth).length");
    }

    /** Return whether the page is wider than the browser window. */
    boolean overflows() {
        return number("document.documentElement.scrollWidth - document.documentElement.clientWidth") > 0;
    }

    /** Return the messages that were written to the browser console since the last call. */
    List<String> console() {
        return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(Object::toString)
                .toList();
    }

    static void until(BooleanSupplier condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(condition::getAsBoolean);
    }

    @Override
    public void close() {
        if (this.driver == SystemBrowser.shared()) {
            this.driver.get("about:blank");
        } else {
            this.driver.quit();
        }
    }
}
