/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.assistant;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Serves the page of the assistant.
 */
@Controller
class AssistantPage {

    @GetMapping("/assistant")
    String assistant() {
        return "assistant";
    }
}
