/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.load;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class WebhookInboxesTests {

    /** A measurement fails if a webhook is rejected, or is not processed once. */
    @Test
    void eachVariantProcessesEachWebhookOnce() throws Exception {
        try (EmbeddedPostgres database = EmbeddedPostgres.builder().start();
                ConfigurableApplicationContext application =
                        InboxApplication.start(database.getJdbcUrl("postgres", "postgres"))) {
            String origin = InboxApplication.origin(application);
            WebhookInboxes benchmark = new WebhookInboxes();
            benchmark.deliver(() -> 0, origin, WebhookInboxes.STARTER, true, 50);
            benchmark.deliver(() -> 0, origin, "/modulith", true, 50);
            benchmark.deliver(() -> 0, origin, "/insert", false, 50);
        }
    }
}
