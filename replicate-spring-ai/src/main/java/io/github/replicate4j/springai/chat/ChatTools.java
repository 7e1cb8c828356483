/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import java.util.List;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.tool.definition.ToolDefinition;

/** Reads the definitions of tools. */
final class ChatTools {

    private ChatTools() {}

    private record Definition(String name, String description, String inputSchema) implements ToolDefinition {}

    /** Return copies of the definitions, which the application may compute when they are read. */
    static List<ToolDefinition> resolve(ToolCallingManager manager, ReplicateChatOptions options) {
        return manager.resolveToolDefinitions(options).stream()
                .<ToolDefinition>map(tool -> new Definition(tool.name(), tool.description(), tool.inputSchema()))
                .toList();
    }
}
