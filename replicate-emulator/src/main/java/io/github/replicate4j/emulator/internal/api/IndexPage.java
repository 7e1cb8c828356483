/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.internal.http.EmulatorAddress;
import io.github.replicate4j.emulator.internal.model.DeploymentRegistry;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.internal.model.ModelRegistry;
import io.github.replicate4j.emulator.internal.model.ModelVersion;
import io.github.replicate4j.emulator.internal.prediction.PredictionStore;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import io.github.replicate4j.emulator.webhook.EmulatedWebhooks;
import io.github.replicate4j.emulator.webhook.WebhookDelivery;
import java.util.List;
import java.util.Objects;
import org.springframework.web.util.HtmlUtils;

/**
 * The HTML page with the models, predictions and webhooks of the emulator.
 */
public final class IndexPage {

    private static final int MAX_ROWS = 100;

    private final PredictionStore predictions;

    private final ModelRegistry models;

    private final DeploymentRegistry deployments;

    private final EmulatedWebhooks webhooks;

    private final EmulatorAddress address;

    public IndexPage(
            PredictionStore predictions,
            ModelRegistry models,
            DeploymentRegistry deployments,
            EmulatedWebhooks webhooks,
            EmulatorAddress address) {
        this.predictions = predictions;
        this.models = models;
        this.deployments = deployments;
        this.webhooks = webhooks;
        this.address = address;
    }

    public String html() {
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n"
                + "<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Replicate"
                + " emulator</title><style>body{font:16px/1.5 system-ui,sans-serif;margin:2rem"
                + " auto;max-width:60rem;padding:0 1rem}td,th{text-align:left;padding:.2rem 1rem .2rem"
                + " 0}:target{background:#ffd}</style></head><body>\n"
                + "<h1>Replicate emulator</h1><p>This is a local emulator, not Replicate. Its responses are not"
                + " real. Base URL: <code>");
        html.append(this.address.api()).append("</code></p>\n<h2>Models</h2><ul>\n");
        this.models.all().forEach(model -> appendModel(html, model));
        this.deployments
                .all()
                .forEach(each -> html.append("<li>")
                        .append(HtmlUtils.htmlEscape(each.name() + " (deployment of "
                                + each.release().model() + ")"))
                        .append("</li>\n"));
        html.append("</ul>\n<h2>Predictions</h2><table><tr><th>id</th><th>model</th><th>status</th></tr>\n");
        this.predictions.newestFirst().values().stream()
                .limit(MAX_ROWS)
                .forEach(entry -> appendRow(html, entry.run().snapshot()));
        html.append("</table>\n<h2>Webhooks</h2><table><tr><th>prediction</th><th>event</th><th>attempt</th>"
                + "<th>receiver</th><th>response</th></tr>\n");
        List<WebhookDelivery> sent = this.webhooks.deliveries();
        for (int i = sent.size() - 1; i >= Math.max(0, sent.size() - MAX_ROWS); i--) {
            appendRow(html, sent.get(i));
        }
        return html.append("</table></body></html>\n").toString();
    }

    private static void appendRow(StringBuilder html, WebhookDelivery webhook) {
        String response = webhook.status() == null
                ? Objects.requireNonNullElse(webhook.failure(), "in flight")
                : webhook.status().toString();
        // Without the query, which may contain a secret of the receiver.
        String receiver = webhook.url().getRawAuthority() + webhook.url().getRawPath();
        html.append("<tr><td>").append(webhook.predictionId());
        html.append("</td><td>").append(webhook.event().value());
        html.append("</td><td>").append(webhook.attempt());
        html.append("</td><td>").append(HtmlUtils.htmlEscape(receiver));
        html.append("</td><td>").append(HtmlUtils.htmlEscape(response)).append("</td></tr>\n");
    }

    private static void appendModel(StringBuilder html, ModelDefinition model) {
        ModelVersion latest = model.latestVersion();
        html.append("<li id=\"")
                .append(HtmlUtils.htmlEscape(model.name()))
                .append("\">")
                .append(HtmlUtils.htmlEscape(model.name()));
        html.append(model.official() ? " (official)" : latest == null ? "" : ":" + latest.id())
                .append("</li>\n");
    }

    private static void appendRow(StringBuilder html, EmulatedPrediction prediction) {
        html.append("<tr id=\"").append(prediction.id()).append("\"><td>").append(prediction.id());
        html.append("</td><td>").append(HtmlUtils.htmlEscape(prediction.model()));
        html.append("</td><td>").append(prediction.status().value()).append("</td></tr>\n");
    }
}
