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

package io.github.replicate4j.internal.resources;

import io.github.replicate4j.hardware.AsyncHardwareTypes;
import io.github.replicate4j.hardware.Hardware;
import io.github.replicate4j.internal.json.Immutables;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import reactor.core.publisher.Mono;

/** Default implementation of {@link AsyncHardwareTypes}. */
public final class DefaultAsyncHardwareTypes implements AsyncHardwareTypes {

    private static final ParameterizedTypeReference<List<@Nullable Hardware>> ALL =
            new ParameterizedTypeReference<>() {};

    private final Transport transport;

    DefaultAsyncHardwareTypes(Transport transport) {
        this.transport = transport;
    }

    @Override
    public Mono<List<Hardware>> list() {
        return this.transport
                .send(ApiRequest.get("hardware.list", "/hardware"), ALL)
                .map(Immutables::list);
    }
}
