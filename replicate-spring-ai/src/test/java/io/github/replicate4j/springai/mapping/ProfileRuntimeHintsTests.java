/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** Native images contain the profiles. */
class ProfileRuntimeHintsTests {

    @Test
    void everyProfileIsIncluded() throws Exception {
        RuntimeHints hints = new RuntimeHints();
        SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
                .load(RuntimeHintsRegistrar.class)
                .forEach(registrar -> registrar.registerHints(hints, null));
        assertThat(new PathMatchingResourcePatternResolver()
                        .getResources("classpath*:io/github/replicate4j/springai/profiles/*.json"))
                .hasSizeGreaterThan(2)
                .allSatisfy(profile -> assertThat(RuntimeHintsPredicates.resource()
                                .forResource("io/github/replicate4j/springai/profiles/" + profile.getFilename()))
                        .accepts(hints));
    }
}
