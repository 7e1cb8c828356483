/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import io.github.replicate4j.event.WebhookEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@link WebhookPublisher} that publishes each event in a transaction, so that transactional event listeners are called. If the
 * transaction cannot be committed, the delivery fails.
 *
 * @since 0.1.0
 */
public final class TransactionalWebhookPublisher implements WebhookPublisher {

    private final ApplicationEventPublisher publisher;

    private final TransactionTemplate transaction;

    /**
     * Create a publisher.
     *
     * @param publisher publishes to the listeners
     * @param transactionManager begins and commits the transactions
     */
    public TransactionalWebhookPublisher(
            ApplicationEventPublisher publisher, PlatformTransactionManager transactionManager) {
        this.publisher = publisher;
        this.transaction = new TransactionTemplate(transactionManager);
    }

    @Override
    public void publish(WebhookEvent event) {
        this.transaction.executeWithoutResult(status -> this.publisher.publishEvent(event));
    }
}
