/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.emulator.request.Operation;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A test of the page of pictures in a browser, which shows no picture at first. */
@SampleTest
abstract class PicturePageTest {

    static final String MODEL = "black-forest-labs/flux-schnell";

    @Autowired
    ReplicateEmulator emulator;

    @Autowired
    JdbcClient database;

    @LocalServerPort
    int port;

    Browser browser;

    @BeforeEach
    void open() {
        SubmittedPictures.forget(this.database);
        this.browser = new Browser(this.port).open("/");
    }

    @AfterEach
    void close() {
        this.browser.close();
    }

    List<JournalEntry> creates() {
        return this.emulator.requests().to(Operation.MODELS_PREDICTIONS_CREATE);
    }
}
