/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class DocumentationApplication {}
