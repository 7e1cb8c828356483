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
     * Whether to receive webhooks and to request them when creating predictions.
     */
    private boolean enabled = true;

    /**
     * Path of the webhook endpoint.
     */
    private String path = "/replicate/webhook";

    /**
     * Public URL of the webhook endpoint. If set, predictions and trainings are created with this webhook by default.
     * If the URL has no path, the path of the endpoint is added.
     */
    private @Nullable String publicUrl;

    /**
     * Events for which Replicate sends webhooks.
     */
    private Set<WebhookEventType> eventsFilter = EnumSet.of(WebhookEventType.COMPLETED);

    /**
     * Signing secrets. A webhook is accepted if it is signed with any of them, for example during a rotation. If not
     * set, the secret of the account is fetched from Replicate when it is first needed.
     */
    private List<String> secrets = new ArrayList<>();

    /**
     * Maximum difference between the timestamp of a webhook and the clock, in either direction. At most one hour.
     */
    private Duration tolerance = Duration.ofMinutes(5);

    /**
     * Maximum size of a webhook, which contains the input, output and logs of the prediction.
     */
    private DataSize maxBodySize = DataSize.ofMegabytes(10);

    /**
     * Maximum number of threads that call listeners in a reactive application. When all are busy, the response is 503,
     * and Replicate delivers completions again. A servlet application uses the threads of the server.
     */
    private int maxThreads = 200;

    /**
     * Fallback polling interval while a webhook is expected.
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
