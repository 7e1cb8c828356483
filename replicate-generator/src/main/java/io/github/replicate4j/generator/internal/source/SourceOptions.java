/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.source;

/**
 * How to write code.
 *
 * @param header comment at the start of each file; may be empty
 * @param reactive whether methods return a {@code Mono} or a {@code Flux}
 */
public record SourceOptions(String packageName, String header, boolean reactive) {}
