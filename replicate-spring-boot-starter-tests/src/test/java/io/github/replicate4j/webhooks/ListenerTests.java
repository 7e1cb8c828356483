/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.events.IncompleteEventPublications;

/** Tests for the guarantees of each kind of listener, with the in-memory inbox. */
class ListenerTests {

    private static Instance instance;

    @BeforeAll
    static void start() {
        instance = Instance.start("listeners");
    }

    @AfterAll
    static void stop() {
        instance.close();
    }

    @Test
    void failedListenerCausesRedelivery() {
        instance.recorder().fail("archive");
        assertThat(instance.sendCompleted("a")).isEqualTo(500);
        instance.recorder().recover("archive");
        assertThat(instance.sendCompleted("a")).isEqualTo(204);
        assertThat(instance.sendCompleted("a")).isEqualTo(204);
        assertThat(instance.recorder().done()).containsOnlyOnce("archive a");
    }

    @Test
    void conditionFiltersEvents() {
        assertThat(instance.send("b", "failed", "")).isEqualTo(204);
        assertThat(instance.recorder().done()).doesNotContain("archive b");
    }

    @Test
    void updatesContainProgress() {
        assertThat(instance.send("c", "processing", ",\"logs\":\" 25%|##        | 1/4 [00:01<00:03]\""))
                .isEqualTo(204);
        assertThat(instance.recorder().done()).contains("progress c 25");
    }

    @Test
    void failedAsyncListenerIsNotRetried() {
        instance.recorder().fail("mailer");
        assertThat(instance.sendCompleted("d")).isEqualTo(204);
        Awaitility.await()
                .untilAsserted(() -> assertThat(instance.recorder().done()).contains("archive d"));
        instance.recorder().recover("mailer");
        assertThat(instance.sendCompleted("d")).isEqualTo(204);
        assertThat(instance.sendCompleted("e")).isEqualTo(204);
        Awaitility.await()
                .untilAsserted(() -> assertThat(instance.recorder().done()).contains("mailer e"));
        assertThat(instance.recorder().done()).doesNotContain("mailer d");
    }

    @Test
    void transactionalListenersRunAfterTheCommit() {
        instance.recorder().fail("archive");
        assertThat(instance.sendCompleted("f")).isEqualTo(500);
        assertThat(instance.recorder().done()).doesNotContain("cache f", "billing f");
        instance.recorder().recover("archive");
        assertThat(instance.sendCompleted("f")).isEqualTo(204);
        assertThat(instance.recorder().done()).containsSubsequence("archive f", "cache f");
        Awaitility.await()
                .untilAsserted(() -> assertThat(instance.recorder().done()).contains("billing f"));
    }

    @Test
    void failedTransactionalListenerIsNotRetried() {
        instance.recorder().fail("cache");
        assertThat(instance.sendCompleted("h")).isEqualTo(204);
        instance.recorder().recover("cache");
        assertThat(instance.sendCompleted("h")).isEqualTo(204);
        assertThat(instance.recorder().done()).contains("archive h").doesNotContain("cache h");
    }

    @Test
    void failedModuleListenerIsRetried() {
        instance.recorder().fail("billing");
        assertThat(instance.sendCompleted("g")).isEqualTo(204);
        Awaitility.await()
                .untilAsserted(() -> assertThat(instance.recorder().done()).contains("mailer g"));
        instance.recorder().recover("billing");
        instance.bean(IncompleteEventPublications.class).resubmitIncompletePublications(any -> true);
        Awaitility.await()
                .untilAsserted(() -> assertThat(instance.recorder().done()).containsOnlyOnce("billing g"));
    }
}
