/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.models.Model;
import io.github.replicate4j.paging.Page;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Tests for the code of {@code docs/api-conventions.md}. */
@SpringBootTest
@AutoConfigureReplicateEmulator
class ApiConventionsTests {

    @Autowired
    Replicate replicate;

    @Autowired
    AsyncReplicate asyncReplicate;

    @Autowired
    ReplicateEmulator emulator;

    private ApiConventions examples;

    private String version;

    @BeforeEach
    void prepare() {
        this.examples = new ApiConventions(this.replicate, this.asyncReplicate);
        this.version = "replicate/hello-world:"
                + this.replicate
                        .models()
                        .get("replicate/hello-world")
                        .latestVersion()
                        .id();
    }

    @Test
    void bothClientsReturnTheSameModel() {
        assertThat(this.examples.getReactive().block()).isEqualTo(this.examples.get());
    }

    @Test
    void buildsARequestWithBuilderOrLambda() {
        assertThat(this.examples.create(this.version).input())
                .isEqualTo(this.examples.createInALambda(this.version).input())
                .containsEntry("text", "Alice");
    }

    @Test
    void readsListsByPageAndAsAWhole() {
        Page<Model> last = this.examples.lastPage();
        int models = last.results().size();

        assertThat(last.hasNextPage()).isFalse();
        assertThat(this.examples.firstTen()).hasSize(Math.min(models, 10)).isNotEmpty();
        assertThat(this.examples.all().collectList().block()).hasSize(models);
    }

    @Test
    void appliesOptionsAndReturnsRawResponses() {
        Prediction created = this.examples.create(this.version);

        assertThat(this.examples.raw(created.id()).statusCode()).isEqualTo(200);
        assertThat(this.examples
                        .otherOptions(this.emulator.token(), created.id())
                        .id())
                .isEqualTo(created.id());
        try (Replicate plain = ApiConventions.client(
                this.emulator.token(), this.emulator.baseUrl().toString())) {
            assertThat(plain.predictions().get(created.id()).id()).isEqualTo(created.id());
        }
    }
}
