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

package io.github.replicate4j.internal.transport;

import io.github.replicate4j.error.ApiException;
import io.github.replicate4j.error.NotFoundException;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Mono;

/**
 * Remembers whether a {@code DELETE} may have been carried out already, although its answer was lost: then "there is no
 * such thing" is what it was sent for.
 */
final class DeleteRetryState {

    private volatile boolean mayBeDone;

    /** Judges the failure of one attempt. */
    Mono<Exchange> failed(ApiException failure) {
        if (this.mayBeDone && failure instanceof NotFoundException gone) {
            return Mono.just(
                    new Exchange(gone.statusCode(), gone.headers(), gone.body().getBytes(StandardCharsets.UTF_8)));
        }
        this.mayBeDone |= OutcomeClassifier.isOpen(failure);
        return Mono.error(failure);
    }
}
