/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.clients;

import io.github.replicate4j.autoconfigure.clients.internal.ClientName;
import io.github.replicate4j.autoconfigure.clients.internal.PropertyGroups;
import io.github.replicate4j.autoconfigure.cost.ReplicateLimitProperties;
import io.github.replicate4j.autoconfigure.webhook.ReplicateWebhookProperties;
import java.net.URI;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Binds the properties of a client. It inherits all properties of the default client that it does not set, except secrets. The path
 * of its webhooks is below that of the default client. Limits are inherited from the settings of the default client, which may be a bean
 * of the application.
 */
final class ClientPropertiesBinder {

    private ClientPropertiesBinder() {}

    @SuppressWarnings("deprecation") // the token of the default client may have this name
    static ReplicateClientProperties bind(ClientName name, Environment environment) {
        ReplicateClientProperties properties = PropertyGroups.bind(
                environment, ConfigurationPropertyName.of("replicate"), new ReplicateClientProperties());
        properties.setBearerToken(null);
        properties.setApiToken(null);
        ReplicateWebhookProperties webhook = properties.getWebhook();
        webhook.setSecrets(new ArrayList<>());
        webhook.setPath(webhook.getPath() + "/" + name.value());
        webhook.setPublicUrl(below(webhook.getPublicUrl(), name));
        ReplicateLimitProperties limits = new ReplicateLimitProperties();
        limits.setShared(properties.getLimits().isShared());
        properties.setLimits(limits);
        return PropertyGroups.bind(environment, name.property(), properties);
    }

    /** If the URL has no path, the path of the endpoint is appended later. */
    private static @Nullable String below(@Nullable String publicUrl, ClientName name) {
        if (!StringUtils.hasText(publicUrl)) {
            return publicUrl;
        }
        URI url;
        try {
            url = URI.create(publicUrl.strip());
        } catch (IllegalArgumentException ex) {
            return publicUrl;
        }
        String path = url.getRawPath();
        boolean hasPath = StringUtils.hasLength(path) && !path.equals("/");
        if (!hasPath) {
            return publicUrl;
        }
        String query = url.getRawQuery();
        String base = query == null ? url.toString() : url.toString().replace("?" + query, "");
        return base.replaceAll("/+$", "") + "/" + name.value() + (query == null ? "" : "?" + query);
    }
}
