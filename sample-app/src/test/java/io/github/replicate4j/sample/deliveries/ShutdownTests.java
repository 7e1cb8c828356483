/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.sample.SampleApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class ShutdownTests {

    @Test
    void shutdownDoesNotWaitForViewers() {
        List<DeliveryViewer> viewers = new ArrayList<>();
        ConfigurableApplicationContext application = SpringApplication.run(
                SampleApplication.class, "--server.port=0", "--server.shutdown=graceful", "--replicate.mode=emulator");
        try (application) {
            int port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            for (int i = 0; i < DeliveryController.MAX_VIEWERS; i++) {
                viewers.add(new DeliveryViewer(port));
            }
            assertThat(viewers).allMatch(viewer -> viewer.status() == 200);

            Instant before = Instant.now();
            application.close();

            // Spring Boot would wait for 30 seconds.
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
            assertThat(viewers).allSatisfy(viewer -> assertThat(viewer.end()).succeedsWithin(10, TimeUnit.SECONDS));
        } finally {
            viewers.forEach(DeliveryViewer::close);
        }
    }
}
