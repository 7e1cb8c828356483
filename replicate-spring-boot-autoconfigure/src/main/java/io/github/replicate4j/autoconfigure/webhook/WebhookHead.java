/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.autoconfigure.webhook;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request before its body is read.
 *
 * @param headers gives all values of a header, by its name in lower case
 * @param contentLength announced length of the body, or -1 if there is none
 * @param query query of the URL, as it came
 */
record WebhookHead(
        Function<String, List<String>> headers,
        long contentLength,
        @Nullable String query) {

    /** Whether the body is packed in some way. */
    boolean isEncoded() {
        return this.headers.apply("content-encoding").stream()
                .anyMatch(encoding -> !encoding.equalsIgnoreCase("identity"));
    }
}
