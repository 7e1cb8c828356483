/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.micrometer.metrics.test.autoconfigure.AutoConfigureMetrics;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/** The dashboard and the alerts use only existing metrics. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"replicate.retry.initial-delay=1ms", "replicate.prices[acme/counting].per-output-token=0.1"})
@AutoConfigureRestTestClient
@AutoConfigureReplicateEmulator
@AutoConfigureMetrics
@Import(PicturesApi.class)
@DirtiesContext
class MonitoringTests {

    private static final Pattern METRIC = Pattern.compile("\\b(replicate|gen_ai_client)_[a-z_]+");

    @Autowired
    private PicturesApi pictures;

    @Autowired
    private Replicate replicate;

    @Autowired
    private ReplicateEmulator emulator;

    @Test
    void allUsedMetricsExist() throws IOException {
        this.emulator
                .model("acme/counting")
                .official()
                .respond(script -> script.metric("input_token_count", 1)
                        .metric("output_token_count", 1)
                        .output("done")
                        .succeed());
        this.emulator.faults().next(Operation.ACCOUNT_GET).status(503);
        this.replicate.account().get();
        this.replicate.run("acme/counting", Map.of());
        this.replicate.use("meta/meta-llama-3-8b-instruct").stream(Map.of("prompt", "hello"))
                .forEach(text -> {});
        Set<String> used = used();
        assertThat(used).hasSizeGreaterThan(12);
        Awaitility.await().untilAsserted(() -> assertThat(existing()).containsAll(used));
    }

    private static Set<String> used() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String file : new String[] {"grafana-dashboard.json", "prometheus-alerts.yaml"}) {
            // Labels that look like metrics are in braces or after "by".
            String text = Files.readString(Path.of("..", "docs", "monitoring", file));
            Matcher name = METRIC.matcher(text);
            while (name.find()) {
                names.add(name.group());
            }
        }
        return names;
    }

    private Set<String> existing() {
        Set<String> names = new TreeSet<>();
        this.pictures
                .get("/actuator/prometheus")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> names.add(line.replaceAll("[{ ].*", "")));
        return names;
    }
}
