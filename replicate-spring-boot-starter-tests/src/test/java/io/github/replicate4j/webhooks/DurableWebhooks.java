/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@Profile("durable")
class DurableWebhooks {

    @Bean
    WebhookInbox webhookInbox(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new JdbcWebhookInbox(jdbc, new TransactionTemplate(transactions));
    }
}
