/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

/**
 * Ensures that each webhook is processed once, regardless of how often it is delivered and by how many threads it is received
 * concurrently.
 *
 * <p>The default, {@link InMemoryWebhookInbox}, keeps its keys in memory: it covers one instance of an application until that
 * instance stops. Applications with several instances can provide an implementation that keeps the keys in a database. Such an
 * implementation may run the work in its own transaction, which is rolled back if the work fails.
 *
 * @since 0.1.0
 */
public interface WebhookInbox {

    /**
     * Run the given work, unless work for this key has completed or is running.
     *
     * @param key identifies the work, up to 300 characters: one key for the completion of a prediction or training, however it
     *     is delivered, and one key for each other delivery
     * @param work publishes the event to listeners; it is run on the calling thread, once or not at all
     * @return the outcome, never {@code null}
     * @throws RuntimeException if the work fails, in which case the key is released and the next delivery runs the work again;
     *     or if the inbox itself fails
     */
    Outcome process(String key, Runnable work);

    /**
     * Outcome of {@link WebhookInbox#process(String, Runnable)}.
     *
     * @since 0.1.0
     */
    enum Outcome {

        /** This call has run the work. */
        PROCESSED,

        /** An earlier call has run the work. */
        DUPLICATE,

        /** Another thread or instance is running the work, which may still fail. */
        IN_PROGRESS
    }
}
