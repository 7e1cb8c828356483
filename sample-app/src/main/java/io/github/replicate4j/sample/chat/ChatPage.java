/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.chat;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Serves the chat page.
 */
@Controller
class ChatPage {

    @GetMapping("/chat")
    String chat() {
        return "chat";
    }
}
