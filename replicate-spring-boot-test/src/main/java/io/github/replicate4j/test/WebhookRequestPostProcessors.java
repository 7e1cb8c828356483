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
import java.util.UUID;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * Signs requests of {@code MockMvc} as Replicate signs webhooks:
 *
 * <pre>{@code
 * mvc.perform(post("/replicate/webhook")
 *         .content("{\"id\": \"abc\", \"status\": \"succeeded\"}")
 *         .with(signedByReplicate(SECRET)));
 * }</pre>
 */
public final class WebhookRequestPostProcessors {

    private WebhookRequestPostProcessors() {}

    /**
     * Signs the body of a request, with an id of its own and the time as it is.
     *
     * @param secret {@code whsec_} and base64: what {@code replicate.webhook.secrets} holds
     * @return adds the headers
     * @throws IllegalArgumentException if it is no secret
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
