/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.journal;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.support.WebhookQuery;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.trainings.Training;
import org.jspecify.annotations.Nullable;

/** Ids of the journal's entries in the URLs of webhooks. */
public final class JournalEntries {

    private JournalEntries() {}

    /**
     * Return the id of the entry from the webhook in the body of a task. Replicate signs the bodies of deliveries.
     *
     * @return the id, or {@code null} if the body contains none
     */
    public static @Nullable String id(LongRunningTask task) {
        if (task instanceof Prediction prediction) {
            return WebhookQuery.ofBody(prediction.additionalProperties()).entry();
        }
        return task instanceof Training training
                ? WebhookQuery.ofBody(training.additionalProperties()).entry()
                : null;
    }

    /**
     * Return the id of the entry of a delivery: from its body if the body contains one, otherwise from the URL to which it was
     * sent, which is not signed.
     *
     * @param query query of the URL of the delivery, not decoded, or {@code null} if there is none
     * @return the id, or {@code null} if there is none
     */
    public static @Nullable String id(LongRunningTask task, @Nullable String query) {
        String signed = id(task);
        return signed == null ? WebhookQuery.parse(query).entry() : signed;
    }
}
