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

package io.github.replicate4j.models;

import io.github.replicate4j.paging.AsyncPage;
import io.github.replicate4j.predictions.Prediction;
import reactor.core.publisher.Mono;

/**
 * Examples of what models do, reactive.
 *
 * @see ModelExamples
 */
public interface AsyncModelExamples {

    /**
     * Lists the predictions that the author of a model shows: {@code models.examples.list}.
     *
     * @param model {@code owner/name}
     * @return the first page
     * @throws IllegalArgumentException if the name is of another form
     * @see ModelExamples#list(String)
     */
    Mono<AsyncPage<Prediction>> list(String model);
}
