/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.page;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.internal.control.ControlledEmulator;
import io.github.replicate4j.emulator.internal.control.FaultControl;
import io.github.replicate4j.emulator.internal.http.EmulatorAddress;
import io.github.replicate4j.emulator.internal.http.SensitiveText;
import io.github.replicate4j.emulator.internal.http.Timestamps;
import io.github.replicate4j.emulator.internal.json.Json;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.internal.model.ModelVersion;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.emulator.webhook.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * The HTML page with the state of the emulator.
 */
final class StatePage {

    private static final int MAX_ROWS = 100;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final ControlledEmulator emulator;

    private final EmulatorAddress address;

    private final String template;

    StatePage(ControlledEmulator emulator, EmulatorAddress address, String template) {
        this.emulator = emulator;
        this.address = address;
        this.template = template;
    }

    String html() {
        List<JournalEntry> requests = this.emulator.journal().all();
        List<WebhookDelivery> deliveries = this.emulator.webhooks().deliveries();
        List<EmulatedPrediction> running = this.emulator.predictions().running();
        List<Map<String, Object>> faults = new FaultControl(this.emulator).all();
        boolean manual = this.emulator.clock() != EmulatorClock.system();
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("baseUrl", escaped(this.address.api()));
        parts.put("notice", escaped(this.emulator.notice()));
        parts.put("hidden", this.emulator.usesModels() ? "" : " hidden");
        parts.put("now", Timestamps.of(this.emulator.clock().now()).replaceFirst("\\.\\d+Z", "Z"));
        parts.put("clockKind", manual ? "manual clock" : "system clock");
        parts.put("clockDisabled", manual ? "" : " disabled");
        parts.put("runningCount", String.valueOf(running.size()));
        parts.put("requestCount", String.valueOf(requests.size()));
        parts.put("deliveryCount", String.valueOf(deliveries.size()));
        parts.put("faultCount", String.valueOf(faults.size()));
        parts.put("modelCount", String.valueOf(this.emulator.models().all().size()));
        // In templates of models.
        parts.put("open", "{{");
        parts.put("close", "}}");
        parts.put("operations", operations());
        parts.put("models", models());
        parts.put("predictions", rows(predictions(running), StatePage::row, "No predictions yet."));
        parts.put("faults", rows(faults.stream(), StatePage::row, "No faults."));
        parts.put("requests", rows(newest(requests), StatePage::row, "No requests yet."));
        parts.put("deliveries", rows(newest(deliveries), StatePage::row, "No deliveries yet."));
        return filled(this.template, parts);
    }

    /** Return the page for a client that must not see the state. */
    String htmlWithoutState(String reason) {
        return filled(
                """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>Replicate emulator</title><link rel="icon" href="data:,">
                <link rel="stylesheet" href="emulator/page.css"></head><body><main class="refused">
                <h1>Replicate emulator</h1>
                <p>This is a local emulator, not Replicate. {{notice}}
                Base URL: <code>{{baseUrl}}</code></p>
                <p>The state is not shown. {{reason}}.</p>
                </main></body></html>
                """,
                Map.of(
                        "baseUrl",
                        escaped(this.address.api()),
                        "notice",
                        // Without the folder of the recordings.
                        this.emulator.usesModels()
                                ? escaped(this.emulator.notice())
                                : "It records or replays the responses of an API.",
                        "reason",
                        escaped(reason)));
    }

    /** Fill the template in one pass, so that values cannot contain placeholders. */
    private static String filled(String template, Map<String, String> parts) {
        StringBuilder html = new StringBuilder(template.length() * 2);
        int position = 0;
        for (int open = template.indexOf("{{"); open >= 0; open = template.indexOf("{{", position)) {
            int close = template.indexOf("}}", open);
            html.append(template, position, open);
            html.append(Objects.requireNonNull(parts.get(template.substring(open + 2, close)), "part"));
            position = close + 2;
        }
        return html.append(template, position, template.length()).toString();
    }

    private static String operations() {
        return Arrays.stream(Operation.values())
                .map(operation -> "<option>" + operation.name() + "</option>")
                .collect(Collectors.joining("\n"));
    }

    private String models() {
        Stream<String> models = this.emulator.models().all().stream().map(StatePage::row);
        Stream<String> deployments = this.emulator.deployments().all().stream()
                .map(deployment -> "<tr>" + cell("Model", escaped(deployment.name()))
                        + cell(
                                "Runs",
                                "deployment of " + escaped(deployment.release().model())) + cell("", "")
                        + "</tr>\n");
        return Stream.concat(models, deployments).collect(Collectors.joining());
    }

    private static String row(ModelDefinition model) {
        ModelVersion latest = model.latestVersion();
        String name = escaped(model.name());
        String reference = model.official()
                ? "by name (official)"
                : latest == null ? "no version" : "<code class=\"id\">" + latest.id() + "</code>";
        return "<tr id=\"" + name + "\">" + cell("Model", name) + cell("Runs", reference)
                + cell("", button("DELETE", "models/" + model.name(), "Delete", "Delete " + model.name())) + "</tr>\n";
    }

    /** Return the running predictions and trainings, and then the newest completed ones. */
    private Stream<EmulatedPrediction> predictions(List<EmulatedPrediction> running) {
        Stream<EmulatedPrediction> completed = Stream.of(
                        this.emulator.predictions().predictions(),
                        this.emulator.predictions().trainings())
                .flatMap(store -> store.newestFirst().values().stream()
                        .map(entry -> entry.run().snapshot())
                        .filter(prediction -> prediction.status().isTerminal())
                        .limit(MAX_ROWS))
                .sorted(Comparator.comparing(EmulatedPrediction::createdAt).reversed());
        return Stream.concat(running.stream(), completed);
    }

    private static String row(EmulatedPrediction prediction) {
        String status = prediction.status().value();
        return "<tr id=\"" + prediction.id() + "\">"
                + cell("Prediction", "<code class=\"id\">" + prediction.id() + "</code>")
                + cell("Model", escaped(prediction.model()))
                + cell("Status", "<span class=\"status " + status + "\">" + status + "</span>")
                + cell("Created", time(prediction.createdAt())) + "</tr>\n";
    }

    private static String row(Map<String, Object> fault) {
        Map<String, Object> effects = new LinkedHashMap<>(fault);
        String id = String.valueOf(effects.remove("id"));
        Object operations = effects.remove("operations");
        Object events = effects.remove("webhook_events");
        Object remaining = effects.remove("remaining");
        effects.remove("always");
        String targets = names(operations == null ? events : operations);
        String scope = operations == null
                ? "webhooks: " + (targets.isEmpty() ? "all events" : targets)
                : targets.isEmpty() ? "all operations" : targets;
        return "<tr>" + cell("Applies to", escaped(scope))
                + cell("Effects", "<code>" + escaped(json(effects)) + "</code>")
                + cell("Remaining", remaining == null ? "always" : remaining.toString())
                + cell("", button("DELETE", "faults/" + id, "Remove", "Remove the fault of " + scope)) + "</tr>\n";
    }

    private static String names(@Nullable Object names) {
        return names instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : "";
    }

    private static String row(JournalEntry request) {
        Operation operation = request.operation();
        Integer status = request.status();
        return "<tr>" + cell("Time", time(request.receivedAt()))
                + cell(
                        "Request",
                        escaped(request.method() + " "
                                + SensitiveText.withoutSecrets(request.uri().getRawPath())))
                + cell("Operation", operation == null ? "unknown" : operation.name())
                + cell("Status", status == null ? "none" : statusCode(status)) + "</tr>\n";
    }

    private static String row(WebhookDelivery webhook) {
        Integer status = webhook.status();
        String response = status == null
                ? escaped(Objects.requireNonNullElse(webhook.failure(), "in flight"))
                : statusCode(status);
        // Without the query, which may contain a secret of the receiver.
        String receiver = SensitiveText.withoutSecrets(webhook.url().toString())
                .replaceFirst("^[a-z]+://", "")
                .replaceFirst("[?#].*", "");
        return "<tr>" + cell("Prediction", "<code class=\"id\">" + webhook.predictionId() + "</code>")
                + cell("Event", webhook.event().value())
                + cell("Attempt", String.valueOf(webhook.attempt()))
                + cell("Receiver", escaped(receiver))
                + cell("Response", response) + "</tr>\n";
    }

    private static String statusCode(int status) {
        return "<span class=\"status " + (status < 400 ? "succeeded" : "failed") + "\">" + status + "</span>";
    }

    private static <T> String rows(Stream<T> items, Function<T, String> row, String none) {
        String html = items.limit(MAX_ROWS).map(row).collect(Collectors.joining());
        return html.isEmpty() ? "<tr class=\"none\"><td colspan=\"5\">" + none + "</td></tr>\n" : html;
    }

    private static <T> Stream<T> newest(List<T> items) {
        return Stream.iterate(items.size() - 1, index -> index >= 0, index -> index - 1)
                .map(items::get);
    }

    private static String cell(String label, String html) {
        return "<td data-label=\"" + label + "\">" + html + "</td>";
    }

    private static String button(String method, String path, String text, String label) {
        return "<button class=\"small\" data-method=\"" + method + "\" data-path=\"" + escaped(path)
                + "\" aria-label=\"" + escaped(label) + "\">" + text + "</button>";
    }

    private static String time(Instant instant) {
        return "<time datetime=\"" + instant + "\">" + TIME.format(instant) + "</time>";
    }

    private static String json(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text);
    }
}
