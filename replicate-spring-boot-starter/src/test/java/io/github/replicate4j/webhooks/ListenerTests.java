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

package io.github.replicate4j.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.events.IncompleteEventPublications;

/** What each kind of listener promises, with the inbox that is there by itself. */
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
    void aListenerThatFailsHasTheWebhookSentAgain() {
        instance.effects().fail("archive");
        assertThat(instance.sendCompleted("a")).isEqualTo(500);
        instance.effects().mend("archive");
        assertThat(instance.sendCompleted("a")).isEqualTo(204);
        assertThat(instance.sendCompleted("a")).isEqualTo(204);
        assertThat(instance.effects().done()).containsOnlyOnce("archive a");
    }

    @Test
    void aConditionChoosesWhatIsHeard() {
        assertThat(instance.send("b", "failed", "")).isEqualTo(204);
        assertThat(instance.effects().done()).doesNotContain("archive b");
    }

    @Test
    void updatesTellOfProgress() {
        assertThat(instance.send("c", "processing", ",\"logs\":\" 25%|##        | 1/4 [00:01<00:03]\""))
                .isEqualTo(204);
        assertThat(instance.effects().done()).contains("progress c 25");
    }

    @Test
    void anAsynchronousListenerThatFailsIsNotAskedAgain() {
        instance.effects().fail("mailer");
        assertThat(instance.sendCompleted("d")).isEqualTo(204);
        Awaitility.await()
                .untilAsserted(() -> assertThat(instance.effects().done()).contains("archive d"));
        instance.effects().mend("mailer");
        assertThat(instance.sendCompleted("d")).isEqualTo(204);
        assertThat(instance.sendCompleted("e")).isEqualTo(204);
        Awaitility.await()
                .untilAsserted(() -> assertThat(instance.effects().done()).contains("mailer e"));
        assertThat(instance.effects().done()).doesNotContain("mailer d");
    }

    @Test
    void listenersThatWaitForTheCommitHearBehindAllOthers() {
        instance.effects().fail("archive");
        assertThat(instance.sendCompleted("f")).isEqualTo(500);
        assertThat(instance.effects().done()).doesNotContain("cache f", "billing f");
        instance.effects().mend("archive");
        assertThat(instance.sendCompleted("f")).isEqualTo(204);
        assertThat(instance.effects().done()).containsSubsequence("archive f", "cache f");
        Awaitility.await()
                .untilAsserted(() -> assertThat(instance.effects().done()).contains("billing f"));
    }

    @Test
    void whatFailsBehindTheCommitIsNotAskedAgain() {
        instance.effects().fail("cache");
        assertThat(instance.sendCompleted("h")).isEqualTo(204);
        instance.effects().mend("cache");
        assertThat(instance.sendCompleted("h")).isEqualTo(204);
        assertThat(instance.effects().done()).contains("archive h").doesNotContain("cache h");
    }

    @Test
    void moduleListenersThatFailAreAskedAgain() {
        instance.effects().fail("billing");
        assertThat(instance.sendCompleted("g")).isEqualTo(204);
        Awaitility.await()
                .untilAsserted(() -> assertThat(instance.effects().done()).contains("mailer g"));
        instance.effects().mend("billing");
        instance.bean(IncompleteEventPublications.class).resubmitIncompletePublications(any -> true);
        Awaitility.await()
                .untilAsserted(() -> assertThat(instance.effects().done()).containsOnlyOnce("billing g"));
    }
}
