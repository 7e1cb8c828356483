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

package io.github.replicate4j.internal.predictions;

import io.github.replicate4j.internal.context.ClientContext;

/** The services that create, read and stream the predictions of one client. */
public record PredictionServices(
        ClientContext context, PredictionOperations operations, PredictionCreator creator, PredictionStreams streams) {

    public static PredictionServices of(ClientContext context) {
        PredictionOperations operations = new PredictionOperations(context);
        return new PredictionServices(
                context,
                operations,
                new PredictionCreator(context, operations),
                new PredictionStreams(context, operations));
    }
}
