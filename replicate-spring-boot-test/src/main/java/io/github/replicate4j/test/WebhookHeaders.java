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

package io.github.replicate4j.test;

import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhook.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;

/**
 * Signs what a {@code WebTestClient} or {@code RestTestClient} sends, as Replicate signs webhooks:
 *
 * <pre>{@code
 * client.post().uri("/replicate/webhook").headers(signedByReplicate(SECRET, body)).bodyValue(body).exchange();
 * }</pre>
 */
public final class WebhookHeaders {

    private WebhookHeaders() {}

    /**
     * Signs a body, with an id of its own and the time as it is.
     *
     * @param secret {@code whsec_} and base64: what {@code replicate.webhook.secrets} holds
     * @param body the body, which is sent as it is, in UTF-8
     * @return adds the headers
     * @throws IllegalArgumentException if it is no secret
     */
    public static Consumer<HttpHeaders> signedByReplicate(String secret, String body) {
        WebhookSigner signer = new WebhookSigner(new WebhookSecret(secret));
        return headers -> signer.headers("msg_" + UUID.randomUUID(), body.getBytes(StandardCharsets.UTF_8))
                .forEach(headers::set);
    }
}
