/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import io.github.replicate4j.autoconfigure.ConfigurationErrors;
import io.github.replicate4j.webhook.WebhookTarget;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * Provides the default webhook of the clients, at the public URL of this application or at its local URL.
 *
 * <p>This class is not a {@link java.util.function.Supplier}, since Spring Cloud Function treats such beans as functions.
 */
final class WebhookTargetProvider {

    private final ReplicateWebhookProperties properties;

    private final String prefix;

    private final Supplier<String> path;

    private final Supplier<@Nullable URI> localUrl;

    /**
     * Create a provider.
     *
     * @param properties properties of the webhooks
     * @param prefix prefix of the names of the properties
     * @param path returns the path of the endpoint, including the prefixes of the application; it is known when the web server
     *     has started
     * @param localUrl returns the URL that is used if no public URL is set, or {@code null}
     * @throws io.github.replicate4j.autoconfigure.ReplicateConfigurationException if the public URL is invalid
     */
    WebhookTargetProvider(
            ReplicateWebhookProperties properties,
            String prefix,
            Supplier<String> path,
            Supplier<@Nullable URI> localUrl) {
        this.properties = properties;
        this.prefix = prefix;
        this.path = path;
        this.localUrl = localUrl;
        publicTarget();
    }

    private @Nullable WebhookTarget publicTarget() {
        String url = this.properties.getPublicUrl();
        return StringUtils.hasText(url)
                ? ConfigurationErrors.forProperty(
                        this.prefix + ".public-url", () -> target(withDefaultPath(parse(url), this.path.get())))
                : null;
    }

    /** The path and the query can be confidential, so they are not part of the message. */
    private static URI parse(String url) {
        try {
            return new URI(new URI(url.strip()).toASCIIString());
        } catch (URISyntaxException ex) {
            throw new IllegalArgumentException("it is not a URL");
        }
    }

    private WebhookTarget target(URI url) {
        return new WebhookTarget(url, this.properties.getEventsFilter());
    }

    private static URI withDefaultPath(URI url, String path) {
        boolean hasPath =
                StringUtils.hasLength(url.getRawPath()) && !url.getRawPath().equals("/");
        if (hasPath || url.getHost() == null) {
            return url;
        }
        // UriComponentsBuilder rejects brackets, which URI allows, with a message that contains the query.
        String query = url.getRawQuery();
        return URI.create(url.resolve(path).toASCIIString() + (query == null ? "" : "?" + query));
    }

    @Nullable
    WebhookTarget target() {
        WebhookTarget publicTarget = publicTarget();
        if (publicTarget != null) {
            return publicTarget;
        }
        URI url = this.localUrl.get();
        return url == null ? null : target(url.resolve(this.path.get()));
    }
}
