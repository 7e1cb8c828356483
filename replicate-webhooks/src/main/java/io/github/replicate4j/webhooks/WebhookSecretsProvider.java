/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import io.github.replicate4j.webhook.WebhookSecret;
import java.util.List;

/**
 * Provides the signing secrets of webhooks at run time, for example from a secret store. A secret that is no longer returned is
 * no longer accepted.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface WebhookSecretsProvider {

    /**
     * Return the secrets that are valid now. This method is called for each delivery, possibly by several threads, so it should
     * return immediately, for example from a cache.
     *
     * @return the secrets; a delivery is accepted if it is signed with any of them
     * @throws RuntimeException if the secrets are not available; the response is then 503, and Replicate delivers completions
     *     again
     */
    List<WebhookSecret> getSecrets();
}
