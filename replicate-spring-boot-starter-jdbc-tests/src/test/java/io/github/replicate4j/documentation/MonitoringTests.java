/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** The dashboard and the alerts for several instances use only existing metrics and labels. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:monitoring;DB_CLOSE_DELAY=-1",
            "replicate.inbox.outputs.folder=target/monitored-outputs"
        })
@AutoConfigureReplicateEmulator
class MonitoringTests {

    /** Name of a metric, and a label with its value if there is one. */
    private static final Pattern METRIC = Pattern.compile("\\b(replicate_[a-z_]+)(?:\\{(\\w+=\\\\?\"\\w+)\\\\?\")?");

    @Autowired
    private Replicate replicate;

    @Autowired
    private ReplicateEmulator emulator;

    @Autowired
    private PrometheusMeterRegistry registry;

    @Test
    void allUsedMetricsExist() throws IOException {
        this.emulator
                .model("acme/painter")
                .official()
                .respond(script -> script.output("done").succeed());
        this.replicate.models().predictions().create("acme/painter", request -> request.input(Map.of()));
        Set<String> used = used();
        assertThat(used).hasSizeGreaterThan(12).contains("replicate_reconcile_creates_total{outcome=\"lost");

        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            String metrics = this.registry.scrape();
            assertThat(metrics).contains("replicate_inbox_events_total{outcome=\"processed\",source=\"webhook\"} 1.0");
            assertThat(used)
                    .allSatisfy(metric -> assertThat(metrics.lines()).anyMatch(line -> line.startsWith(metric)));
        });
    }

    private static Set<String> used() throws IOException {
        Set<String> used = new TreeSet<>();
        for (String file : new String[] {"grafana-dashboard-jdbc.json", "prometheus-alerts-jdbc.yaml"}) {
            Matcher matcher = METRIC.matcher(Files.readString(Path.of("..", "docs", "monitoring", file)));
            while (matcher.find()) {
                String label = matcher.group(2);
                used.add(matcher.group(1) + (label == null ? "" : "{" + label.replace("\\", "")));
            }
        }
        return used;
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}
}
