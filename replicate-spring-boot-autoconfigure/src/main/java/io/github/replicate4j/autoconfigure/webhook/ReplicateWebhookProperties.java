/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import io.github.replicate4j.webhook.WebhookEventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * {@link ConfigurationProperties Properties} of webhooks.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("replicate.webhook")
public class ReplicateWebhookProperties {

    /**
     * Whether to receive webhooks, and to request them for predictions and trainings.
     */
    private boolean enabled = true;

    /**
     * Path of the endpoint that receives webhooks, in a web application.
     */
    private String path = "/replicate/webhook";

    /**
     * URL at which Replicate reaches the endpoint. If it is set, each create requests webhooks at this URL unless the
     * request says otherwise. If it has no path, the path of the endpoint is appended.
     */
    private @Nullable String publicUrl;

    /**
     * Events that a create requests: start, output, logs, completed.
     */
    private Set<WebhookEventType> eventsFilter = EnumSet.of(WebhookEventType.COMPLETED);

    /**
     * Signing secrets of webhooks. A webhook may be signed with any of them. If none is set, the secret of the account
     * is fetched when it is first needed.
     */
    private List<String> secrets = new ArrayList<>();

    /**
     * Maximum deviation of a webhook's timestamp, in the past and in the future. At most one hour.
     */
    private Duration tolerance = Duration.ofMinutes(5);

    /**
     * Maximum size of a webhook. It contains the input, output and logs of the prediction.
     */
    private DataSize maxBodySize = DataSize.ofMegabytes(10);

    /**
     * Maximum number of threads that call listeners in a reactive application. When all are busy, the response is 503,
     * and Replicate delivers completions again. A servlet application uses the threads of the server.
     */
    private int maxThreads = 200;

    /**
     * Delay between a response and the next poll of a prediction for which a webhook is expected. Polling is the
     * fallback in case the webhook is lost.
     */
    private @Nullable Duration pollInterval;

    public boolean isEnabled() {
        return this.enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public String getPath() {
        return this.path;
    }

    public void setPath(String path) {
        this.path = path;
    }

    public @Nullable String getPublicUrl() {
        return this.publicUrl;
    }

    public void setPublicUrl(@Nullable String publicUrl) {
        this.publicUrl = publicUrl;
    }

    public Set<WebhookEventType> getEventsFilter() {
        return this.eventsFilter;
    }

    public void setEventsFilter(Set<WebhookEventType> eventsFilter) {
        this.eventsFilter = eventsFilter;
    }

    public List<String> getSecrets() {
        return this.secrets;
    }

    public void setSecrets(List<String> secrets) {
        this.secrets = secrets;
    }

    public Duration getTolerance() {
        return this.tolerance;
    }

    public void setTolerance(Duration tolerance) {
        this.tolerance = tolerance;
    }

    public DataSize getMaxBodySize() {
        return this.maxBodySize;
    }

    public void setMaxBodySize(DataSize maxBodySize) {
        this.maxBodySize = maxBodySize;
    }

    public int getMaxThreads() {
        return this.maxThreads;
    }

    public void setMaxThreads(int maxThreads) {
        this.maxThreads = maxThreads;
    }

    public @Nullable Duration getPollInterval() {
        return this.pollInterval;
    }

    public void setPollInterval(@Nullable Duration pollInterval) {
        this.pollInterval = pollInterval;
    }
}
