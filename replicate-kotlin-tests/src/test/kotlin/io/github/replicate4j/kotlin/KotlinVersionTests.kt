/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.kotlin

import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

class KotlinVersionTests {

    @Test
    fun compilerHasTheVersionThatSpringBootManages() {
        assertThat(KotlinVersion.CURRENT).hasToString(System.getProperty("kotlin.version"))
    }
}
