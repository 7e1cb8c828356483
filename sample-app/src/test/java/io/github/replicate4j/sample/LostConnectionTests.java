/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The deliveries on the page when the application is restarted. */
class LostConnectionTests {

    @Test
    void showsALostConnectionAndReconnects() {
        ChromeDriver browser = SystemBrowser.shared();
        try {
            int port;
            try (ConfigurableApplicationContext application = start(0)) {
                port = port(application);
                browser.get("http://localhost:" + port + "/");
                create(browser, "a cat");
                until(() -> completionsShown(browser, "a cat") == 1);
                assertThat(showsLostConnection(browser)).isFalse();
            }
            until(() -> showsLostConnection(browser));

            try (ConfigurableApplicationContext application = start(port)) {
                assertThat(port(application)).isEqualTo(port);
                until(() -> !showsLostConnection(browser));
                create(browser, "a dog");
                until(() -> completionsShown(browser, "a dog") == 1);
                assertThat(completionsShown(browser, "a cat")).isEqualTo(1);
            }
        } finally {
            browser.get("about:blank");
        }
    }

    @Test
    void doesNotRepeatDeliveriesAfterReconnecting() {
        ChromeDriver browser = SystemBrowser.shared();
        try (ConfigurableApplicationContext application = start(0)) {
            browser.get("http://localhost:" + port(application) + "/");
            create(browser, "a cat");
            until(() -> completionsShown(browser, "a cat") == 1);

            // The page reconnects as if it was hidden and shown again.
            browser.executeScript("document.dispatchEvent(new Event('visibilitychange'))");
            create(browser, "a dog");
            until(() -> completionsShown(browser, "a dog") == 1);

            assertThat(completionsShown(browser, "a cat")).isEqualTo(1);
        } finally {
            browser.get("about:blank");
        }
    }

    private static int port(ConfigurableApplicationContext application) {
        return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static ConfigurableApplicationContext start(int port) {
        return SpringApplication.run(
                SampleApplication.class,
                "--server.port=" + port,
                "--replicate.mode=emulator",
                "--logging.level.org.openqa.selenium=error");
    }

    private static void create(ChromeDriver browser, String prompt) {
        browser.findElement(By.id("prompt")).sendKeys(prompt, Keys.ENTER);
    }

    private static boolean showsLostConnection(ChromeDriver browser) {
        return browser.findElement(By.id("connection")).isDisplayed();
    }

    private static long completionsShown(ChromeDriver browser, String prompt) {
        return browser.findElements(By.cssSelector(".delivery[data-status=succeeded] .delivery-prompt")).stream()
                .filter(about -> about.getText().equals(prompt))
                .count();
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(condition);
    }
}
