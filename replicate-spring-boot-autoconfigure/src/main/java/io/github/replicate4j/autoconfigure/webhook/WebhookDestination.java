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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * Where creates ask for webhooks: at the public URL of this application, or where else it can be reached.
 */
final class WebhookDestination implements Supplier<@Nullable WebhookTarget> {

    private final ReplicateWebhookProperties properties;

    private final @Nullable WebhookTarget publicTarget;

    private final Supplier<? extends @Nullable URI> otherwise;

    WebhookDestination(ReplicateWebhookProperties properties, Supplier<? extends @Nullable URI> otherwise) {
        this.properties = properties;
        this.publicTarget = publicTarget(properties);
        this.otherwise = otherwise;
    }

    private static @Nullable WebhookTarget publicTarget(ReplicateWebhookProperties properties) {
        String url = properties.getPublicUrl();
        return StringUtils.hasText(url)
                ? Setting.checked(
                        "replicate.webhook.public-url",
                        () -> new WebhookTarget(
                                withPath(url.strip(), properties.getPath()), properties.getEventsFilter()))
                : null;
    }

    private static URI withPath(String url, String path) {
        URI uri = URI.create(url);
        boolean hasPath =
                StringUtils.hasLength(uri.getRawPath()) && !uri.getRawPath().equals("/");
        return hasPath || uri.getHost() == null ? uri : uri.resolve(path);
    }

    @Override
    public @Nullable WebhookTarget get() {
        if (this.publicTarget != null) {
            return this.publicTarget;
        }
        URI url = this.otherwise.get();
        return url == null ? null : new WebhookTarget(url, this.properties.getEventsFilter());
    }
}
