/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
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
