/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * Starts the application on a random port with an emulator and without retries. Only tests call the reconciler, because its
 * requests would count as those of another test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "replicate.retry.max-retries=0",
            "replicate.reconcile.interval=1h",
            "replicate.inbox.workers=1",
            "logging.level.org.openqa.selenium=error"
        })
@AutoConfigureRestTestClient
@AutoConfigureReplicateEmulator
@Import(PicturesApi.class)
public @interface SampleTest {}
