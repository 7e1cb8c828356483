/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import io.github.replicate4j.webhooks.TransactionalWebhookPublisher;
import io.github.replicate4j.webhooks.WebhookPublisher;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.ClassUtils;

/**
 * Creates the publisher of webhooks, with transactions if the application has them.
 */
final class TransactionSupport {

    private TransactionSupport() {}

    static WebhookPublisher publisher(ApplicationContext context) {
        if (ClassUtils.isPresent(
                "org.springframework.transaction.support.TransactionTemplate", context.getClassLoader())) {
            PlatformTransactionManager transactionManager =
                    context.getBeanProvider(PlatformTransactionManager.class).getIfUnique();
            if (transactionManager != null) {
                return new TransactionalWebhookPublisher(context, transactionManager);
            }
        }
        return context::publishEvent;
    }
}
