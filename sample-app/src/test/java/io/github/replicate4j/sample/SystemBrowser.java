/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Starts the installed Chromium. Tests are skipped if it is not installed. */
final class SystemBrowser {

    private static final String CHROMIUM = setting("CHROMIUM", "/usr/bin/chromium");

    private static final String DRIVER = setting("CHROMEDRIVER", "/usr/bin/chromedriver");

    private static ChromeDriver shared;

    private SystemBrowser() {}

    /** Return the browser that all tests of this JVM share. */
    static synchronized ChromeDriver shared() {
        if (shared == null) {
            shared = start();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::quit));
        }
        return shared;
    }

    static ChromeDriver start() {
        assumeTrue(
                Stream.of(CHROMIUM, DRIVER).map(Path::of).allMatch(Files::isExecutable),
                "Skipped: " + CHROMIUM + " or " + DRIVER
                        + " not found. Install both, or set the environment variables CHROMIUM and CHROMEDRIVER");
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-extensions",
                // Starting a renderer process for each page would take a quarter more CPU time.
                "--process-per-site",
                "--disable-features=BackForwardCache,SpareRendererForSitePerProcess",
                // Endless animations would keep a core busy.
                "--force-prefers-reduced-motion",
                "--window-size=1280,900");
        return new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File(DRIVER))
                        .build(),
                options);
    }

    private static String setting(String variable, String otherwise) {
        String value = System.getenv(variable);
        return value == null || value.isBlank() ? otherwise : value;
    }
}
