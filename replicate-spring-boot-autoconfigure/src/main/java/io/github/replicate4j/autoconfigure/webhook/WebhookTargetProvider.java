/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import io.github.replicate4j.autoconfigure.ConfigurationErrors;
import io.github.replicate4j.webhook.WebhookTarget;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.StringUtils;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Provides the default webhook of the clients, at the public URL of this application or at its local URL.
 *
 * <p>This class is not a {@link java.util.function.Supplier}, since Spring Cloud Function treats such beans as functions.
 */
final class WebhookTargetProvider {

    private final ReplicateWebhookProperties properties;

    private final String path;

    private final @Nullable WebhookTarget publicTarget;

    private final ObjectProvider<LocalServerUrl> localUrl;

    /**
     * Create a provider.
     *
     * @param properties properties of the application
     * @param path path of the endpoint, including the prefixes of the application
     * @param localUrl used if no public URL is set
     */
    WebhookTargetProvider(ReplicateWebhookProperties properties, String path, ObjectProvider<LocalServerUrl> localUrl) {
        this.properties = properties;
        this.path = path;
        this.publicTarget = publicTarget(properties, path);
        this.localUrl = localUrl;
    }

    private static @Nullable WebhookTarget publicTarget(ReplicateWebhookProperties properties, String path) {
        String url = properties.getPublicUrl();
        return StringUtils.hasText(url)
                ? ConfigurationErrors.forProperty(
                        "replicate.webhook.public-url",
                        () -> new WebhookTarget(
                                withDefaultPath(URI.create(url.strip()), path), properties.getEventsFilter()))
                : null;
    }

    private static URI withDefaultPath(URI url, String path) {
        boolean hasPath =
                StringUtils.hasLength(url.getRawPath()) && !url.getRawPath().equals("/");
        return hasPath || url.getHost() == null
                ? url
                : UriComponentsBuilder.fromUri(url)
                        .replacePath(path)
                        .build(true)
                        .toUri();
    }

    @Nullable
    WebhookTarget target() {
        if (this.publicTarget != null) {
            return this.publicTarget;
        }
        LocalServerUrl localUrl = this.localUrl.getIfAvailable();
        URI url = localUrl == null ? null : localUrl.get();
        return url == null ? null : new WebhookTarget(url.resolve(this.path), this.properties.getEventsFilter());
    }
}
