/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.journal;

import io.github.replicate4j.jdbc.journal.reconcile.OrphanPolicy;
import io.github.replicate4j.jdbc.journal.reconcile.ResendPolicy;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@link ConfigurationProperties Properties} of the reconciler, which queries Replicate for completions that no webhook has reported.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("replicate.reconcile")
public class ReplicateReconcileProperties {

    /**
     * Time between two runs of one instance, with a jitter of 20 %.
     */
    private Duration interval = Duration.ofSeconds(60);

    /**
     * Age at which a create without a known completion expires.
     */
    private Duration maxAge = Duration.ofHours(24);

    /**
     * What to do with the predictions of runs whose instance has stopped.
     */
    private OrphanPolicy orphans = OrphanPolicy.CANCEL;

    /**
     * Whether to send a durable create again whose prediction is missing from the list of the account.
     */
    private ResendPolicy resend = ResendPolicy.NEVER;

    public Duration getInterval() {
        return this.interval;
    }

    public void setInterval(Duration interval) {
        this.interval = interval;
    }

    public Duration getMaxAge() {
        return this.maxAge;
    }

    public void setMaxAge(Duration maxAge) {
        this.maxAge = maxAge;
    }

    public OrphanPolicy getOrphans() {
        return this.orphans;
    }

    public void setOrphans(OrphanPolicy orphans) {
        this.orphans = orphans;
    }

    public ResendPolicy getResend() {
        return this.resend;
    }

    public void setResend(ResendPolicy resend) {
        this.resend = resend;
    }
}
