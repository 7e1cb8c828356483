/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.model;

/** The type of a value in an input or an output. */
public sealed interface ValueType permits ScalarType, ListType, ChoiceType, ObjectType {}
