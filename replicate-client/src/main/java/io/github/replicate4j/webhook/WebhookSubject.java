/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhook;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Subject of a webhook: a prediction or a training. The body of a delivery does not contain it, so the client adds it
 * to the webhook URL as the query parameter {@code replicate}. The parameter is not signed: it is a hint, not a proof.
 *
 * @since 0.1.0
 */
public enum WebhookSubject {

    /** A prediction. */
    PREDICTION("prediction"),

    /** A training. */
    TRAINING("training");

    /** Name of the query parameter. */
    public static final String PARAMETER = "replicate";

    private final String value;

    WebhookSubject(String value) {
        this.value = value;
    }

    /**
     * Return a URL with the query parameter of this subject.
     *
     * @param url the webhook URL
     * @return the URL with the additional query parameter, without a fragment
     */
    public URI mark(URI url) {
        String text = url.toString();
        int fragment = text.indexOf('#');
        String withoutFragment = fragment < 0 ? text : text.substring(0, fragment);
        String separator = url.getRawQuery() == null ? "?" : url.getRawQuery().isEmpty() ? "" : "&";
        return URI.create(withoutFragment + separator + PARAMETER + "=" + this.value);
    }

    /**
     * Return the subject in the query of a webhook URL.
     *
     * @param query the query of the URL of a delivery, not decoded, or {@code null} if there is none
     * @return the subject, or {@code null} if the query contains none
     */
    public static @Nullable WebhookSubject of(@Nullable String query) {
        if (query == null) {
            return null;
        }
        for (String parameter : query.split("&")) {
            for (WebhookSubject subject : values()) {
                if (parameter.equals(PARAMETER + "=" + subject.value)) {
                    return subject;
                }
            }
        }
        return null;
    }
}
