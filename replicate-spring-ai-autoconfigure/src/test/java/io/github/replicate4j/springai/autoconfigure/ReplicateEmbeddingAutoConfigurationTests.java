/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.springai.embedding.ReplicateEmbeddingModel;
import io.github.replicate4j.springai.embedding.ReplicateEmbeddingOptions;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The embedding model as a bean. */
class ReplicateEmbeddingAutoConfigurationTests {

    private static final ReplicateEmulator emulator = ReplicateEmulator.start();

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ReplicateAutoConfiguration.class,
                    ReplicateAiAutoConfiguration.class,
                    ReplicateEmbeddingAutoConfiguration.class))
            .withBean(ReplicateEmulator.class, () -> emulator, definition -> definition.setDestroyMethodName(""));

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Test
    void propertiesBecomeOptions() {
        this.context
                .withPropertyValues(
                        "spring.ai.replicate.embedding.model=acme/a",
                        "spring.ai.replicate.embedding.dimensions=8",
                        "spring.ai.replicate.embedding.max-texts-per-prediction=9",
                        "spring.ai.replicate.embedding.max-concurrent-predictions=2",
                        "spring.ai.replicate.embedding.input.seed=7",
                        "spring.ai.replicate.embedding.timeout=20s",
                        "spring.ai.replicate.embedding.cancel-on-timeout=false")
                .run(context -> assertThat(
                                context.getBean(ReplicateEmbeddingModel.class).getOptions())
                        .isEqualTo(ReplicateEmbeddingOptions.builder()
                                .model("acme/a")
                                .dimensions(8)
                                .maxTextsPerPrediction(9)
                                .maxConcurrentPredictions(2)
                                .input("seed", "7")
                                .timeout(Duration.ofSeconds(20))
                                .cancelOnTimeout(false)
                                .build()));
    }

    @Test
    void withoutModelOnlyCallsFail() {
        this.context.run(context -> assertThatIllegalArgumentException()
                .isThrownBy(() -> context.getBean(EmbeddingModel.class).embed("Hi"))
                .withMessageContaining("spring.ai.replicate.embedding.model"));
    }

    @Test
    void modelIsSelectedByTheProperty() {
        this.context
                .withPropertyValues("spring.ai.model.embedding=replicate")
                .run(context -> assertThat(context).hasSingleBean(ReplicateEmbeddingModel.class));
        for (String off : List.of(
                "spring.ai.model.embedding=none",
                "spring.ai.model.embedding=openai",
                "spring.ai.replicate.enabled=false",
                "replicate.enabled=false")) {
            this.context
                    .withPropertyValues(off)
                    .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(EmbeddingModel.class));
        }
    }

    @Test
    void ownBeanReplacesTheDefault() {
        this.context
                .withBean(
                        "own",
                        ReplicateEmbeddingModel.class,
                        () -> ReplicateEmbeddingModel.builder()
                                .catalog(new ModelCatalog(
                                        Replicate.builder().bearerToken("t").buildAsync()))
                                .build())
                .run(context ->
                        assertThat(context).hasSingleBean(EmbeddingModel.class).hasBean("own"));
    }

    @Test
    void absentLibraryMeansNoModel() {
        this.context
                .withClassLoader(new FilteredClassLoader("io.github.replicate4j.springai.embedding"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(EmbeddingModel.class));
    }

    @Test
    void metadataModeAppliesToDocuments() {
        Document document = Document.builder().text("Hi").metadata("k", "v").build();
        this.context.run(
                context -> assertThat(context.getBean(EmbeddingModel.class).getEmbeddingContent(document))
                        .contains("k: v"));
        this.context
                .withPropertyValues("spring.ai.replicate.embedding.metadata-mode=none")
                .run(context -> assertThat(context.getBean(EmbeddingModel.class).getEmbeddingContent(document))
                        .doesNotContain("k: v"));
    }
}
