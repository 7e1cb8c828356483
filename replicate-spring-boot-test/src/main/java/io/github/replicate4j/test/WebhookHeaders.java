/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
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
