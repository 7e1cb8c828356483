/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.resource;

import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

/** Ahead-of-time processing of an application with models of Spring AI. */
class AheadOfTimeTests {

    @Test
    void beansPropertiesAndProfilesArePartOfTheNativeImage() {
        InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
        DefaultGenerationContext generation =
                new DefaultGenerationContext(new ClassNameGenerator(ClassName.get("acme", "Application")), files);
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            TestPropertyValues.of("replicate.bearer-token=test").applyTo(context);
            context.register(
                    ReplicateAutoConfiguration.class,
                    ReplicateAiAutoConfiguration.class,
                    ReplicateChatAutoConfiguration.class,
                    ReplicateImageAutoConfiguration.class,
                    ReplicateModerationAutoConfiguration.class);
            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        }
        generation.writeGeneratedContent();
        assertThat(files.getGeneratedFiles(Kind.SOURCE).keySet())
                .anyMatch(file -> file.endsWith("ReplicateImageAutoConfiguration__BeanDefinitions.java"))
                .anyMatch(file -> file.endsWith("ReplicateModerationAutoConfiguration__BeanDefinitions.java"));
        assertThat(generation.getRuntimeHints())
                .matches(reflection().onType(ReplicateChatProperties.class))
                .matches(reflection().onType(ReplicateImageProperties.class))
                .matches(reflection().onType(ReplicateModerationProperties.class))
                .matches(resource().forResource("io/github/replicate4j/springai/profiles/llama-guard-2.json"));
    }
}
