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

package io.github.replicate4j.webhook;

import io.github.replicate4j.internal.support.Arguments;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where Replicate sends what becomes of a prediction or a training, and what of it.
 *
 * @param url absolute {@code https} URL, or {@code null}: with events, for the one that the client is set to; without, to
 *     send nothing
 * @param events what is sent; empty for Replicate's own choice, which is each output and the end
 */
public record WebhookTarget(@Nullable URI url, Set<WebhookEventType> events) {

    /** Nowhere: no webhooks, even if the client is set to ask for them. */
    public static final WebhookTarget NONE = new WebhookTarget(null, Set.of());

    /**
     * Checks the target.
     *
     * @throws IllegalArgumentException if the URL is none that Replicate can send to; plain {@code http} is for this machine
     *     only
     */
    public WebhookTarget {
        Arguments.webhook(url);
        Set<WebhookEventType> sorted = EnumSet.noneOf(WebhookEventType.class);
        sorted.addAll(events);
        events = Collections.unmodifiableSet(sorted);
    }

    /**
     * Makes a target.
     *
     * @param url absolute {@code https} URL
     * @param events what is sent; without any, Replicate's own choice
     * @return the target
     * @throws IllegalArgumentException if the URL is none that Replicate can send to
     */
    public static WebhookTarget to(URI url, WebhookEventType... events) {
        return new WebhookTarget(url, Set.copyOf(Arrays.asList(events)));
    }

    /**
     * Tells whether the end is sent there.
     *
     * @return {@code true} if there is a URL, and the end is not left out
     */
    public boolean includesCompleted() {
        return this.url != null && (this.events.isEmpty() || this.events.contains(WebhookEventType.COMPLETED));
    }

    /** Not the query of the URL, which may be secret. */
    @Override
    public String toString() {
        String place = this.url == null ? "nowhere" : this.url.getScheme() + "://" + this.url.getHost();
        return "WebhookTarget[" + place + ", events=" + this.events + "]";
    }
}
