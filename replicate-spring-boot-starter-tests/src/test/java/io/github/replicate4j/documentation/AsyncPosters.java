/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.files.AsyncFileOutput;
import java.util.Map;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;

@Service
class AsyncPosters {

    private final AsyncReplicate replicate;

    AsyncPosters(AsyncReplicate replicate) {
        this.replicate = replicate;
    }

    Flux<DataBuffer> draw(String prompt) {
        return this.replicate
                .run("black-forest-labs/flux-schnell", Map.of("prompt", prompt))
                .map(output -> output.file())
                .flatMapMany(AsyncFileOutput::body);
    }
}
