/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.language;

import io.github.replicate4j.emulator.internal.builtin.schema.ModelInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a language model is asked, from a prompt or from messages.
 *
 * @param system the instructions; empty if there are none
 * @param turns the messages of user and assistant, oldest first
 * @param images the URLs of the pictures, from all messages
 * @param toolOutput the latest output of a tool that the model called, or null if another message is later
 */
record Conversation(
        String system,
        List<Turn> turns,
        List<String> images,
        @Nullable String toolOutput) {

    private static final String[] SYSTEM = {"system_prompt", "system_instruction", "instructions"};

    private static final String[] MESSAGES = {"messages", "input_item_list"};

    private static final String[] IMAGES = {"image", "image_input", "images"};

    /** A message. */
    record Turn(String role, String text) {}

    /** Read the input of any of the language models. As on Replicate, messages take precedence over a prompt. */
    static Conversation read(ModelInput input) {
        StringBuilder system = new StringBuilder(input.firstText(SYSTEM));
        List<Turn> turns = new ArrayList<>();
        List<String> images = new ArrayList<>();
        String toolOutput = null;
        for (String name : MESSAGES) {
            for (Object message : input.list(name)) {
                if (!(message instanceof Map<?, ?> item)) {
                    continue;
                }
                if ("function_call_output".equals(item.get("type")) || "tool".equals(item.get("role"))) {
                    toolOutput = text(item.get("output") == null ? item.get("content") : item.get("output"), images);
                } else if (item.get("role") instanceof String role) {
                    String text = text(item.get("content"), images);
                    toolOutput = null;
                    if (role.equals("system") || role.equals("developer")) {
                        system.append(system.isEmpty() ? "" : "\n").append(text);
                    } else {
                        turns.add(new Turn(role, text));
                    }
                }
            }
        }
        if (turns.isEmpty() && toolOutput == null) {
            String template = input.text("prompt_template", "{prompt}");
            String prompt = input.text("prompt").strip();
            turns.add(new Turn("user", template.contains("{prompt}") ? template.replace("{prompt}", prompt) : prompt));
        }
        for (String name : IMAGES) {
            addImage(input.get(name), images);
        }
        return new Conversation(system.toString().strip(), List.copyOf(turns), List.copyOf(images), toolOutput);
    }

    /** Return the text of a message, which is a string or a list of parts, and collect its pictures. */
    private static String text(@Nullable Object content, List<String> images) {
        if (!(content instanceof List<?> parts)) {
            return content == null ? "" : content.toString().strip();
        }
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            if (part instanceof Map<?, ?> fields) {
                if (fields.get("text") instanceof String each) {
                    text.append(text.isEmpty() ? "" : "\n").append(each.strip());
                }
                Object image = fields.get("image_url");
                addImage(image instanceof Map<?, ?> nested ? nested.get("url") : image, images);
            }
        }
        return text.toString();
    }

    private static void addImage(@Nullable Object image, List<String> images) {
        if (image instanceof String url && !url.isEmpty()) {
            images.add(url);
        } else if (image instanceof List<?> list) {
            list.forEach(each -> addImage(each, images));
        }
    }

    /** Return the latest message of the user, or an empty string. */
    String prompt() {
        String prompt = "";
        for (Turn turn : this.turns) {
            prompt = turn.role().equals("assistant") ? prompt : turn.text();
        }
        return prompt;
    }

    /** Return the first message of the user if there is a later one, or null. */
    @Nullable
    String earlierPrompt() {
        List<String> users = this.turns.stream()
                .filter(turn -> !turn.role().equals("assistant"))
                .map(Turn::text)
                .toList();
        return users.size() < 2 ? null : users.get(0);
    }

    /** Return the number of tokens of all texts. */
    int tokens() {
        int sum = Tokens.of(this.system).size();
        for (Turn turn : this.turns) {
            sum += Tokens.of(turn.text()).size();
        }
        return sum + (this.toolOutput == null ? 0 : Tokens.of(this.toolOutput).size());
    }
}
