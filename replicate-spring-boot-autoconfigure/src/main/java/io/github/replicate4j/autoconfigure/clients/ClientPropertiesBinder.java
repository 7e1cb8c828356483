/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.clients;

import io.github.replicate4j.autoconfigure.clients.internal.ClientName;
import io.github.replicate4j.autoconfigure.cost.ReplicateLimitProperties;
import io.github.replicate4j.autoconfigure.webhook.ReplicateWebhookProperties;
import java.net.URI;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Bindable.BindRestriction;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Binds the properties of a client. It inherits all properties of the default client that it does not set, except secrets. The path
 * of its webhooks is below that of the default client. Limits are inherited from the settings of the default client, which may be a bean
 * of the application.
 */
final class ClientPropertiesBinder {

    private ClientPropertiesBinder() {}

    /** The name of the client may have an empty text, as an empty map in YAML has, which is no value of the client. */
    @SuppressWarnings("deprecation") // the token of the default client may have this name
    static ReplicateClientProperties bind(ClientName name, Environment environment) {
        Binder binder = Binder.get(environment);
        ReplicateClientProperties properties = new ReplicateClientProperties();
        Bindable<ReplicateClientProperties> bindable =
                Bindable.ofInstance(properties).withBindRestrictions(BindRestriction.NO_DIRECT_PROPERTY);
        binder.bind("replicate", bindable);
        properties.setBearerToken(null);
        properties.setApiToken(null);
        ReplicateWebhookProperties webhook = properties.getWebhook();
        webhook.setSecrets(new ArrayList<>());
        webhook.setPath(webhook.getPath() + "/" + name.value());
        webhook.setPublicUrl(below(webhook.getPublicUrl(), name));
        ReplicateLimitProperties limits = new ReplicateLimitProperties();
        limits.setShared(properties.getLimits().isShared());
        properties.setLimits(limits);
        binder.bind(name.property(), bindable);
        return properties;
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
