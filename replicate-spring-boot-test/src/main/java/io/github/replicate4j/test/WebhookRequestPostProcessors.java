/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.test;

import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhook.WebhookSigner;
import java.util.UUID;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * Request post-processors for {@code MockMvc} that sign requests as Replicate signs webhooks:
 *
 * <pre>{@code
 * mvc.perform(post("/replicate/webhook")
 *         .content("{\"id\": \"abc\", \"status\": \"succeeded\"}")
 *         .with(signedByReplicate(SECRET)));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class WebhookRequestPostProcessors {

    private WebhookRequestPostProcessors() {}

    /**
     * Return a post-processor that signs the body of a request, with a new delivery id and the current time.
     *
     * @param secret signing secret as in {@code replicate.webhook.secrets}: {@code whsec_} and Base64
     * @return the post-processor
     * @throws IllegalArgumentException if the secret is invalid
     */
    public static RequestPostProcessor signedByReplicate(String secret) {
        WebhookSigner signer = new WebhookSigner(new WebhookSecret(secret));
        return request -> {
            byte[] content = request.getContentAsByteArray();
            signer.headers("msg_" + UUID.randomUUID(), content == null ? new byte[0] : content)
                    .forEach(request::addHeader);
            return request;
        };
    }
}
