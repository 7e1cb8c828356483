/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import io.github.replicate4j.springai.internal.ModelCall;
import io.github.replicate4j.springai.mapping.InputField;
import io.github.replicate4j.springai.mapping.InputMapping;
import io.github.replicate4j.springai.mapping.InputRole;
import io.github.replicate4j.springai.mapping.ModelDescription;
import io.github.replicate4j.springai.mapping.OutputKind;
import io.github.replicate4j.springai.mapping.UnsupportedOptions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.tool.definition.ToolDefinition;

/** Maps a prompt with its options to the input of a model. */
final class ChatInput {

    private final List<ToolDefinition> tools;

    private final ConversationFormat format;

    ChatInput(List<ToolDefinition> tools, ConversationFormat format) {
        this.tools = tools;
        this.format = format;
    }

    /**
     * Map a conversation.
     *
     * @throws IllegalArgumentException if the model cannot take a part of it
     * @throws UnsupportedOperationException if there are tools and the model takes none
     */
    ChatCall map(Conversation conversation, ReplicateChatOptions options, ModelDescription model) {
        if (model.outputKind() == OutputKind.OTHER) {
            throw new IllegalArgumentException(model.model()
                    + " cannot be used in a chat: its output is neither text nor" + " files. Use a language model.");
        }
        UnsupportedOptions unsupported = options.getUnsupportedOptions();
        InputMapping input = new InputMapping(model, unsupported == null ? UnsupportedOptions.WARN : unsupported);
        if (!this.tools.isEmpty()) {
            ResponsesFormat.requireTools(model);
            input.require(InputRole.TOOLS, "tools", ResponsesFormat.tools(this.tools));
        }
        Conversation adapted = outputSchema(options.getOutputSchema(), conversation, input);
        List<String> stops = new ArrayList<>(stopSequences(options));
        new ConversationInput(this.format).map(adapted, input, stops);
        MediaInput.map(adapted, options.getOlderMedia(), input);
        input.require(InputRole.MAX_TOKENS, "maxTokens", options.getMaxTokens())
                .hint(InputRole.TEMPERATURE, "temperature", options.getTemperature())
                .hint(InputRole.TOP_P, "topP", options.getTopP())
                .hint(InputRole.TOP_K, "topK", options.getTopK())
                .hint(InputRole.FREQUENCY_PENALTY, "frequencyPenalty", options.getFrequencyPenalty())
                .hint(InputRole.PRESENCE_PENALTY, "presencePenalty", options.getPresencePenalty());
        List<String> cutHere = stop(stops, input) ? List.of() : List.copyOf(stops);
        return new ChatCall(new ModelCall<>(model, options, input.build(options.getInput())), cutHere);
    }

    private static List<String> stopSequences(ReplicateChatOptions options) {
        List<String> stops = options.getStopSequences();
        return stops == null
                ? List.of()
                : stops.stream().filter(stop -> !stop.isEmpty()).toList();
    }

    /** Without an input for a schema, the model gets it as text, as Spring AI does for other models. */
    private static Conversation outputSchema(@Nullable String schema, Conversation conversation, InputMapping input) {
        if (schema == null) {
            return conversation;
        }
        if (ResponsesFormat.isFormatOf("output_schema", input.model())) {
            input.require(InputRole.OUTPUT_SCHEMA, "outputSchema", ResponsesFormat.outputSchema(schema));
            return conversation;
        }
        return conversation.withInstructions(
                "Your response must be a JSON value that conforms to the JSON schema below."
                        + " Do not include explanations or Markdown.\n" + schema);
    }

    /** Return whether the model ends its output at the texts by itself. */
    private static boolean stop(List<String> stops, InputMapping input) {
        InputField field = input.model().field(InputRole.STOP);
        if (stops.isEmpty() || field == null) {
            return stops.isEmpty();
        }
        if (field.list()) {
            input.put(field, "stopSequences", stops);
            return true;
        }
        if (stops.stream().anyMatch(stop -> stop.contains(","))) {
            return false;
        }
        input.put(field, "stopSequences", String.join(",", stops));
        return true;
    }
}
