/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.deliveries;

import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhook.WebhookSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Sends signed webhooks like Replicate. */
final class SignedWebhooks {

    private final HttpClient client = HttpClient.newHttpClient();

    private final URI url;

    private final WebhookSigner signer;

    SignedWebhooks(int port, String secret) {
        this.url = URI.create("http://localhost:" + port + "/replicate/webhook");
        this.signer = new WebhookSigner(new WebhookSecret(secret));
    }

    /** Send a webhook and return the status of the response. */
    int send(String webhookId, String prediction) throws IOException, InterruptedException {
        byte[] body = prediction.getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(this.url)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        this.signer.headers(webhookId, body).forEach(request::header);
        return this.client
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** Return the JSON of a succeeded prediction. */
    static String succeeded(String id, String model, String prompt) {
        return """
            {
              "id": "%s",
              "model": "%s",
              "version": "hidden",
              "status": "succeeded",
              "input": {"prompt": "%s", "output_format": "png"},
              "output": ["https://replicate.delivery/signed/out-0.png?token=secret"],
              "error": null,
              "logs": "hidden",
              "data_removed": false,
              "created_at": "2026-01-01T00:00:00Z",
              "started_at": "2026-01-01T00:00:01Z",
              "completed_at": "2026-01-01T00:00:02Z",
              "urls": {"get": "https://api.replicate.com/v1/predictions/%1$s"}
            }
            """.formatted(id, model, prompt);
    }
}
