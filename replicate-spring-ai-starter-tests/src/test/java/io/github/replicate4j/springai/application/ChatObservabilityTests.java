/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.springai.chat.ReplicateChatOptions;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.beans.factory.annotation.Autowired;

/** Metrics and traces of calls through Spring AI. */
class ChatObservabilityTests extends ApplicationTest {

    @Autowired
    private PrometheusMeterRegistry metrics;

    @Autowired
    private InMemorySpanExporter exporter;

    @Autowired
    private SdkTracerProvider spans;

    @Autowired
    private ToolCallbackProvider tools;

    @BeforeEach
    void prepare() {
        respond("You said: ", "Hi");
        spans();
        this.exporter.reset();
    }

    private List<SpanData> spans() {
        this.spans.forceFlush().join(10, TimeUnit.SECONDS);
        return this.exporter.getFinishedSpanItems();
    }

    private SpanData span(String name) {
        return spans().stream()
                .filter(span -> span.getName().equals(name))
                .reduce((first, second) -> {
                    throw new AssertionError("There are two spans with the name " + name);
                })
                .orElseThrow(() -> new AssertionError(name + " is missing in "
                        + spans().stream().map(SpanData::getName).toList()));
    }

    private void call(boolean streaming) {
        ChatClient client = client().build();
        if (streaming) {
            client.prompt("Hi").stream().content().blockLast();
        } else {
            client.prompt("Hi").call().content();
        }
    }

    /** Return the sum of the token metric for a type, of whatever operation. */
    private double tokens(String type) {
        return this.metrics
                .scrape()
                .lines()
                .filter(line -> line.startsWith("gen_ai_client_token_usage") && line.contains("\"" + type + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private long predictions() {
        return this.metrics.get("replicate.prediction").timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tokensAreCountedOnce(boolean streaming) {
        double input = tokens("input");
        double output = tokens("output");
        call(streaming);
        assertThat(tokens("input") - input).isEqualTo(5);
        assertThat(tokens("output") - output).isEqualTo(2);
        assertThat(this.metrics.scrape().lines())
                .filteredOn(line -> line.startsWith("gen_ai_client_token_usage"))
                .allMatch(line -> line.contains("gen_ai_operation_name=\"chat\""));
        assertThat(predictions()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void predictionIsWithinTheChatSpan(boolean streaming) {
        call(streaming);
        SpanData chat = span("chat acme/chat");
        SpanData prediction = spans().stream()
                .filter(span -> span.getParentSpanId().equals(chat.getSpanId()))
                .filter(span -> span.getName().contains("acme/chat"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(spans().toString()));
        assertThat(prediction.getTraceId()).isEqualTo(chat.getTraceId());
        assertThat(prediction.getStartEpochNanos()).isGreaterThanOrEqualTo(chat.getStartEpochNanos());
        assertThat(prediction.getEndEpochNanos()).isLessThanOrEqualTo(chat.getEndEpochNanos());
        assertThat(chat.getAttributes().asMap().toString()).contains("gen_ai.usage.output_tokens");
        assertThat(prediction.getAttributes().asMap().toString()).doesNotContain("gen_ai.usage");
    }

    /** Spring AI observes the tool. */
    @Test
    void predictionOfAToolIsWithinItsSpan() {
        client().build()
                .prompt("Draw a \"cat\" with flux")
                .options(ReplicateChatOptions.builder().model("openai/gpt-5-structured"))
                .tools(this.tools)
                .call()
                .content();
        SpanData tool = span("execute_tool " + TOOL);
        assertThat(spans())
                .filteredOn(span -> span.getParentSpanId().equals(tool.getSpanId()))
                .extracting(SpanData::getName)
                .anyMatch(name -> name.contains("black-forest-labs/flux-schnell"));
    }
}
