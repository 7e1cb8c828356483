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
 * Headers for {@code WebTestClient} and {@code RestTestClient} that sign requests as Replicate signs webhooks:
 *
 * <pre>{@code
 * client.post().uri("/replicate/webhook").headers(signedByReplicate(SECRET, body)).bodyValue(body).exchange();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class WebhookHeaders {

    private WebhookHeaders() {}

    /**
     * Return a consumer that adds the headers that sign a body, with a new delivery id and the current time.
     *
     * @param secret signing secret as in {@code replicate.webhook.secrets}: {@code whsec_} and Base64
     * @param body body of the request, encoded as UTF-8
     * @return the consumer
     * @throws IllegalArgumentException if the secret is invalid
     */
    public static Consumer<HttpHeaders> signedByReplicate(String secret, String body) {
        WebhookSigner signer = new WebhookSigner(new WebhookSecret(secret));
        return headers -> signer.headers("msg_" + UUID.randomUUID(), body.getBytes(StandardCharsets.UTF_8))
                .forEach(headers::set);
    }
}
