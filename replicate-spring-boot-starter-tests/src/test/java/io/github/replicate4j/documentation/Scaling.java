/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
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
