/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.documentation.ModelsAsFunctions.Question;
import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.context.annotation.Configuration;

/** The code of {@code docs/ahead-of-time.md}. */
@Configuration(proxyBeanMethods = false)
@RegisterReflectionForBinding(Question.class)
class OwnTypesConfiguration {}
