/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.deliveries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.sample.PicturesApi;
import io.github.replicate4j.sample.SampleTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The limit of concurrent viewers, who disconnect without notice. */
@SampleTest
@TestPropertySource(properties = "sample.heartbeat=100ms")
class DeliveryViewerTests {

    @Autowired
    private PicturesApi pictures;

    @LocalServerPort
    private int port;

    @Test
    void sendsHeartbeats() {
        try (DeliveryViewer viewer = new DeliveryViewer(this.port)) {
            until(() -> viewer.lines().stream().filter(":heartbeat"::equals).count() > 2);
            assertThat(viewer.deliveries()).isEmpty();
        }
    }

    @Test
    void limitsTheNumberOfViewersAndAcceptsNewOnesWhenOthersLeave() {
        List<DeliveryViewer> viewers = new ArrayList<>();
        try {
            for (int i = 0; i < DeliveryController.MAX_VIEWERS; i++) {
                viewers.add(new DeliveryViewer(this.port));
            }
            assertThat(viewers).allMatch(viewer -> viewer.status() == 200);

            RestTestClient.ResponseSpec rejected = this.pictures.get("/api/deliveries");
            rejected.expectHeader().valueEquals(HttpHeaders.RETRY_AFTER, "10");
            assertThat(PicturesApi.problem(rejected, 503)).containsEntry("title", "Too many viewers");
        } finally {
            viewers.forEach(DeliveryViewer::close);
        }

        until(this::acceptsAViewer);
    }

    @Test
    void headRequestsDoNotCountAsViewers() throws Exception {
        HttpRequest head = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/api/deliveries"))
                .timeout(Duration.ofSeconds(10))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        for (int i = 0; i <= DeliveryController.MAX_VIEWERS; i++) {
            assertThat(HttpClient.newHttpClient()
                            .send(head, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private boolean acceptsAViewer() {
        try (DeliveryViewer viewer = new DeliveryViewer(this.port)) {
            return viewer.status() == 200;
        }
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(condition);
    }
}
