/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.tool;

import io.github.replicate4j.springai.mapping.ModelDescription;

/**
 * What a chat model reads about a tool.
 *
 * @param description the model
 * @param text when to call the tool
 * @param schema JSON schema of the arguments
 */
record ModelTool(ModelDescription description, String text, String schema) {}
