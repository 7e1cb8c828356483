/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.Replicate;
import java.util.Map;
import org.springframework.stereotype.Service;

@Service
class Posters {

    private final Replicate replicate;

    Posters(Replicate replicate) {
        this.replicate = replicate;
    }

    byte[] draw(String prompt) {
        return this.replicate
                .run("black-forest-labs/flux-schnell", Map.of("prompt", prompt))
                .file()
                .bytes();
    }
}
