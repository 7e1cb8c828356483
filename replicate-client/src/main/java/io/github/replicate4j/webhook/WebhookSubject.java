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

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook tells of. Replicate's deliveries do not say it, so the URL they are sent to does, where this client wrote
 * it: in the query parameter {@code replicate}. That parameter is not signed, so it is a hint and no proof.
 */
public enum WebhookSubject {

    /** A prediction. */
    PREDICTION("prediction"),

    /** A training. */
    TRAINING("training");

    /** Name of the query parameter. */
    public static final String PARAMETER = "replicate";

    private final String marker;

    WebhookSubject(String marker) {
        this.marker = marker;
    }

    /**
     * Adds the marker to a URL.
     *
     * @param url where webhooks are sent
     * @return the same URL with one query parameter more
     */
    public URI mark(URI url) {
        String text = url.toString();
        int fragment = text.indexOf('#');
        String whole = fragment < 0 ? text : text.substring(0, fragment);
        String joint = url.getRawQuery() == null ? "?" : url.getRawQuery().isEmpty() ? "" : "&";
        return URI.create(whole + joint + PARAMETER + "=" + this.marker);
    }

    /**
     * Looks for the marker.
     *
     * @param query the query of the URL that a delivery was sent to, as it came, or {@code null} if there is none
     * @return what it says, or {@code null} if it says nothing
     */
    public static @Nullable WebhookSubject of(@Nullable String query) {
        if (query == null) {
            return null;
        }
        for (String parameter : query.split("&")) {
            for (WebhookSubject subject : values()) {
                if (parameter.equals(PARAMETER + "=" + subject.marker)) {
                    return subject;
                }
            }
        }
        return null;
    }
}
