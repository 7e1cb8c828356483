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
