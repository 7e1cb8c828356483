/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Tests for the spans that an application exports with OpenTelemetry. */
@ParameterizedClass
@EnumSource
class TraceTests {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static ConfigurableApplicationContext application;

    private static ReplicateEmulator emulator;

    private static Spans spans;

    @Parameter
    Stack stack;

    @BeforeParameterizedClassInvocation
    static void start(Stack stack) {
        application = new SpringApplicationBuilder(TracedApplication.class, stack.controller())
                .web(stack.type())
                .properties(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "spring.reactor.netty.shutdown-quiet-period=0s",
                        "management.tracing.sampling.probability=1",
                        "replicate.run.poll-interval=10ms")
                .run();
        emulator = application.getBean(ReplicateEmulator.class);
        spans = new Spans(application);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        application.close();
    }

    @BeforeEach
    void reset() {
        emulator.reset();
        spans.clear();
    }

    @AfterEach
    void spansContainNoSecrets() {
        assertThat(spans.texts())
                .isNotEmpty()
                .noneMatch(text -> text.contains(TracedApplication.TOKEN)
                        || text.contains("signature=")
                        || text.contains("/outputs/")
                        || text.contains("/stream/"));
    }

    private static HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                        "http://localhost:" + application.getEnvironment().getProperty("local.server.port") + path))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String post(String path) throws Exception {
        HttpResponse<String> response = post(path, "");
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    /** Wait for the expected spans, because a span is exported shortly after its operation completes. */
    private static void assertTree(String tree) {
        await().untilAsserted(() -> assertThat(spans.tree()).isEqualTo(tree));
    }

    private static Map<String, String> attributes(SpanData span) {
        return span.getAttributes().asMap().entrySet().stream()
                .collect(Collectors.toMap(
                        each -> each.getKey().getKey(), each -> each.getValue().toString()));
    }

    private static List<String> statuses(List<SpanData> spans) {
        return spans.stream()
                .map(span -> span.getAttributes().get(AttributeKey.stringKey("status")))
                .toList();
    }

    @Test
    void runIsOneTraceFromRequestToAttempts() throws Exception {
        emulator.model("acme/captioner")
                .official()
                .respond(script -> script.output("a cat")
                        .metric("input_token_count", 7)
                        .metric("output_token_count", 11)
                        .succeed());
        emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).status(429).header("retry-after-ms", "10");
        // The response of a create whose hold time expired before the completion.
        emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).rewriteJson(prediction -> {
            prediction.put("status", "processing");
            prediction.keySet().removeAll(List.of("output", "completed_at", "metrics"));
        });
        emulator.faults().next(Operation.PREDICTIONS_GET).status(503).header("retry-after-ms", "10");

        assertThat(post("/run")).isEqualTo("a cat");

        assertTree("""
                http post /run
                  generate_content acme/captioner
                    replicate models.predictions.create
                      http post
                      http post
                    replicate predictions.get
                      http get
                      http get
                """);
        List<SpanData> all = spans.all();
        assertThat(all)
                .extracting(SpanData::getKind)
                .containsExactly(
                        SpanKind.SERVER,
                        SpanKind.INTERNAL,
                        SpanKind.INTERNAL,
                        SpanKind.CLIENT,
                        SpanKind.CLIENT,
                        SpanKind.INTERNAL,
                        SpanKind.CLIENT,
                        SpanKind.CLIENT);
        assertThat(attributes(all.get(1)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "gen_ai.operation.name",
                        "generate_content",
                        "gen_ai.system",
                        "replicate",
                        "gen_ai.request.model",
                        "acme/captioner",
                        "status",
                        "succeeded",
                        "gen_ai.response.id",
                        emulator.predictions().get(0).id(),
                        "replicate.version",
                        "hidden",
                        "gen_ai.usage.input_tokens",
                        "7",
                        "gen_ai.usage.output_tokens",
                        "11"));
        assertThat(attributes(all.get(2)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "operation",
                        "models.predictions.create",
                        "outcome",
                        "SUCCESS",
                        "status",
                        "201",
                        "exception",
                        "none",
                        "replicate.attempts",
                        "2"));
        assertThat(statuses(spans.named("http post"))).containsExactly("429", "201");
        assertThat(statuses(spans.named("http get"))).containsExactly("503", "200");
        assertThat(emulator.requests().all())
                .extracting(request -> request.header("traceparent"))
                .extracting(traceparent -> traceparent.substring(0, traceparent.lastIndexOf('-')))
                .containsExactlyElementsOf(all.stream()
                        .filter(span -> span.getKind() == SpanKind.CLIENT)
                        .map(span -> "00-" + span.getTraceId() + "-" + span.getSpanId())
                        .toList());
    }

    @Test
    void webhookSpanIsAChildOfItsPrediction() throws Exception {
        emulator.model("acme/captioner")
                .official()
                .respond(script ->
                        script.pause(Duration.ofSeconds(1)).output("a cat").succeed());

        post("/create");
        emulator.clock().advance(Duration.ofSeconds(1));

        // The secret is fetched for the first webhook. This is part of the webhook request, not of the prediction.
        assertTree("""
                http post /create
                  generate_content acme/captioner
                    replicate models.predictions.create
                      http post
                    replicate webhook
                http post /replicate/webhook
                  replicate webhooks.default.secret.get
                    http get
                """);
        assertThat(attributes(spans.named("replicate webhook").get(0)))
                .containsEntry("event", "PredictionCompletedEvent")
                .containsEntry("outcome", "processed");
    }

    @Test
    void rejectedWebhookSpanIsAChildOfItsRequest() throws Exception {
        assertThat(post(
                                "/replicate/webhook",
                                "{}",
                                "webhook-id",
                                "msg_forged",
                                "webhook-timestamp",
                                String.valueOf(Instant.now().getEpochSecond() - 3600),
                                "webhook-signature",
                                "v1,forged")
                        .statusCode())
                .isEqualTo(401);
        assertTree("""
                http post /replicate/webhook
                  replicate webhook
                """);
    }

    @Test
    void streamSpanIsAChildOfItsRequest() throws Exception {
        emulator.model("acme/captioner")
                .official()
                .streams()
                .respond(script -> script.output("a ").output("cat").succeed());

        assertThat(post("/stream")).isEqualTo("a cat");

        // If metrics are enabled, the prediction is read once more when the stream ends.
        assertTree("""
                http post /stream
                  generate_content acme/captioner
                    replicate models.get
                      http get
                    replicate models.predictions.create
                      http post
                    replicate predictions.get
                      http get
                """);
    }

    @Test
    void cancelOfAnAbandonedStreamIsAChildOfItsPrediction() throws Exception {
        emulator.model("acme/captioner")
                .official()
                .streams()
                .respond(script -> script.output("a ").hang());

        assertThat(post("/first-token")).isEqualTo("a ");

        assertTree("""
                http post /first-token
                  generate_content acme/captioner
                    replicate models.get
                      http get
                    replicate models.predictions.create
                      http post
                    replicate predictions.cancel
                      http post
                """);
        assertThat(statuses(spans.named("generate_content acme/captioner"))).containsExactly("canceled");
    }

    @Test
    void downloadsAreNotTraced() throws Exception {
        emulator.model("acme/captioner")
                .official()
                .respond(script ->
                        script.outputSingleFile("a cat".getBytes(), "txt").succeed());

        assertThat(post("/files", emulator.filesSigningSecret()).body()).isEqualTo("a cat");

        assertThat(emulator.requests().to(Operation.OUTPUT_FILE)).hasSize(1);
        assertThat(emulator.requests().to(Operation.FILES_DOWNLOAD)).hasSize(1);
        assertTree("""
                http post /files
                  generate_content acme/captioner
                    replicate models.predictions.create
                      http post
                    replicate predictions.get
                      http get
                  replicate files.create
                    http post
                """);
    }

    @Test
    void failedPredictionSpanContainsTheReason() throws Exception {
        emulator.model("acme/captioner").official().respond(script -> script.fail("no cat"));

        assertThat(post("/run", "").statusCode()).isEqualTo(500);

        await().untilAsserted(() ->
                assertThat(spans.all()).extracting(SpanData::getKind).contains(SpanKind.SERVER));
        assertThat(spans.named("generate_content acme/captioner"))
                .singleElement()
                .satisfies(prediction -> {
                    assertThat(attributes(prediction)).containsEntry("status", "failed");
                    assertThat(prediction.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
                    assertThat(prediction.getStatus().getDescription()).contains("no cat");
                });
    }
}
