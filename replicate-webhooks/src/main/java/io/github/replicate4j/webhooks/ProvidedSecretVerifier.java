/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import io.github.replicate4j.webhook.VerifiedWebhook;
import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhook.WebhookVerifier;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Verifies deliveries with the secrets that a {@link WebhookSecretsProvider} returns for each of them.
 */
final class ProvidedSecretVerifier implements DeliveryVerifier {

    private final WebhookSecretsProvider provider;

    private final Function<List<WebhookSecret>, WebhookVerifier> verifierFactory;

    private volatile @Nullable Latest latest;

    ProvidedSecretVerifier(
            WebhookSecretsProvider provider, Function<List<WebhookSecret>, WebhookVerifier> verifierFactory) {
        this.provider = provider;
        this.verifierFactory = verifierFactory;
    }

    @Override
    public VerifiedWebhook verify(WebhookRequestHeaders headers, byte[] body) {
        return verifier().verify(headers::values, body);
    }

    private WebhookVerifier verifier() {
        Latest current = this.latest;
        try {
            List<WebhookSecret> secrets = List.copyOf(this.provider.getSecrets());
            if (current == null || !current.secrets().equals(secrets)) {
                current = new Latest(secrets, this.verifierFactory.apply(secrets));
                this.latest = current;
            }
            return current.verifier();
        } catch (RuntimeException ex) {
            throw new SecretUnavailableException("The WebhookSecretsProvider returned no valid secrets: " + ex, ex);
        }
    }

    private record Latest(List<WebhookSecret> secrets, WebhookVerifier verifier) {}
}
