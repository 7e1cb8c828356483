/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.model;

/**
 * The output of a model.
 *
 * @param type the type of the complete output; a text if the model concatenates its items
 * @param nullable whether the model may have no output
 * @param item the type of what a stream emits; equal to the type unless the model emits items
 * @param streamed whether the model emits its output in parts
 */
public record OutputDescription(ValueType type, boolean nullable, ValueType item, boolean streamed) {}
