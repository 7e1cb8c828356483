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

package io.github.replicate4j.documentation;

import io.github.replicate4j.AsyncReplicate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The code of {@code docs/scaling.md}. */
class Scaling {

    private final AsyncReplicate replicate;

    Scaling(AsyncReplicate replicate) {
        this.replicate = replicate;
    }

    Mono<List<Path>> draw(List<String> prompts, Path folder) {
        return Flux.fromIterable(prompts)
                .flatMap(
                        prompt -> this.replicate
                                .run("acme/painter", Map.of("prompt", prompt))
                                .flatMap(output -> output.file().saveTo(folder)),
                        8)
                .collectList();
    }
}
