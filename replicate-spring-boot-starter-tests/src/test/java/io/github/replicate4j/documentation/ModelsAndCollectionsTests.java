/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Tests for the code of {@code docs/models-and-collections.md}. */
@SpringBootTest
@AutoConfigureReplicateEmulator
class ModelsAndCollectionsTests {

    @Autowired
    Replicate replicate;

    @Test
    void findsModels() {
        ModelsAndCollections examples = new ModelsAndCollections(this.replicate);
        assertThat(examples.get().owner()).isEqualTo("replicate");
        assertThat(examples.readme()).startsWith("# Hello World");
        assertThat(examples.examples().results()).isNotEmpty();
        assertThat(examples.newest()).isNotEmpty().hasSizeLessThanOrEqualTo(10);
        assertThat(examples.searchModels().results()).anyMatch(model -> "hello-world".equals(model.name()));
        assertThat(examples.search().models()).isNotEmpty();
        assertThat(examples.collection()).isNotEmpty();
        assertThat(examples.versions()).containsKey("components");
        assertThat(examples.account()).isNotEmpty();
    }

    @Test
    void createsUpdatesAndDeletesAModel() {
        ModelsAndCollections examples = new ModelsAndCollections(this.replicate);
        assertThat(examples.create().description()).isEqualTo("Draws posters");
        assertThat(examples.update().description()).isEqualTo("Draws large posters");
        examples.delete();
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(examples::delete);
    }
}
