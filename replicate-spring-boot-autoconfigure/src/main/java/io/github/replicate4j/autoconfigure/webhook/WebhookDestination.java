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

package io.github.replicate4j.autoconfigure.webhook;

import io.github.replicate4j.autoconfigure.Setting;
import io.github.replicate4j.webhook.WebhookTarget;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.StringUtils;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where creates ask for webhooks: at the public URL of this application, or where else it can be reached.
 *
 * <p>It is no {@link java.util.function.Supplier}, although it could be one: beans of that kind are functions to Spring Cloud.
 */
final class WebhookDestination {

    private final ReplicateWebhookProperties properties;

    private final @Nullable WebhookTarget publicTarget;

    private final ObjectProvider<LocalWebhookUrl> local;

    WebhookDestination(ReplicateWebhookProperties properties, String basePath, ObjectProvider<LocalWebhookUrl> local) {
        this.properties = properties;
        this.publicTarget = publicTarget(properties, basePath);
        this.local = local;
    }

    private static @Nullable WebhookTarget publicTarget(ReplicateWebhookProperties properties, String basePath) {
        String url = properties.getPublicUrl();
        String path = basePath + WebhookPath.of(properties);
        return StringUtils.hasText(url)
                ? Setting.checked(
                        "replicate.webhook.public-url",
                        () -> new WebhookTarget(withPath(URI.create(url.strip()), path), properties.getEventsFilter()))
                : null;
    }

    private static URI withPath(URI url, String path) {
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
        LocalWebhookUrl local = this.local.getIfAvailable();
        URI url = local == null ? null : local.url();
        return url == null ? null : new WebhookTarget(url, this.properties.getEventsFilter());
    }
}
