/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.observation.internal;

import io.github.replicate4j.observation.DefaultOperationObservationConvention;
import io.github.replicate4j.observation.DefaultPredictionObservationConvention;
import io.github.replicate4j.observation.OperationObservationConvention;
import io.github.replicate4j.observation.PredictionObservationConvention;
import io.github.replicate4j.webhooks.observation.DefaultWebhookObservationConvention;
import io.github.replicate4j.webhooks.observation.WebhookObservationConvention;
import io.micrometer.common.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * Key value of all observations of a client, in an application that has several. If it is a bean, it is that of the default client.
 *
 * @param client name of the client
 */
public record ClientTag(String client) {

    /** Name of the key. */
    public static final String KEY = "replicate.client";

    /**
     * Add a tag to a convention.
     *
     * @param tag the tag, or {@code null} for none
     * @param convention convention of the application, or {@code null} for the default
     * @return the convention, or {@code null} for the default
     */
    public static @Nullable OperationObservationConvention operations(
            @Nullable ClientTag tag, @Nullable OperationObservationConvention convention) {
        return tag == null ? convention : tag.operations(convention);
    }

    /**
     * Add a tag to a convention.
     *
     * @param tag the tag, or {@code null} for none
     * @param convention convention of the application, or {@code null} for the default
     * @return the convention, or {@code null} for the default
     */
    public static @Nullable PredictionObservationConvention predictions(
            @Nullable ClientTag tag, @Nullable PredictionObservationConvention convention) {
        return tag == null ? convention : tag.predictions(convention);
    }

    /**
     * Add a tag to a convention.
     *
     * @param tag the tag, or {@code null} for none
     * @param convention convention of the application, or {@code null} for the default
     * @return the convention, or {@code null} for the default
     */
    public static @Nullable WebhookObservationConvention webhooks(
            @Nullable ClientTag tag, @Nullable WebhookObservationConvention convention) {
        return tag == null ? convention : tag.webhooks(convention);
    }

    private OperationObservationConvention operations(@Nullable OperationObservationConvention convention) {
        OperationObservationConvention delegate =
                convention != null ? convention : new DefaultOperationObservationConvention();
        return new TaggedConventions.Operations(delegate, keyValue());
    }

    private PredictionObservationConvention predictions(@Nullable PredictionObservationConvention convention) {
        PredictionObservationConvention delegate =
                convention != null ? convention : new DefaultPredictionObservationConvention();
        return new TaggedConventions.Predictions(delegate, keyValue());
    }

    private WebhookObservationConvention webhooks(@Nullable WebhookObservationConvention convention) {
        WebhookObservationConvention delegate =
                convention != null ? convention : new DefaultWebhookObservationConvention();
        return new TaggedConventions.Webhooks(delegate, keyValue());
    }

    private KeyValue keyValue() {
        return KeyValue.of(KEY, this.client);
    }
}
