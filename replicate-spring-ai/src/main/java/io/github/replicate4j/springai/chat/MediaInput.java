/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import io.github.replicate4j.springai.internal.MediaFiles;
import io.github.replicate4j.springai.mapping.InputMapping;
import io.github.replicate4j.springai.mapping.InputRole;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.content.Media;
import org.springframework.ai.content.MediaContent;

/** Maps the media of a conversation to inputs for images, videos, recordings and documents. */
final class MediaInput {

    private MediaInput() {}

    static void map(Conversation conversation, @Nullable OlderMedia older, InputMapping input) {
        int last = conversation.lastUserMessage();
        List<Media> sent = new ArrayList<>();
        for (int i = 0; i < conversation.messages().size(); i++) {
            List<Media> media = media(conversation.messages().get(i));
            if (media.isEmpty() || i != last && older == OlderMedia.DROP) {
                continue;
            }
            if (i != last && older != OlderMedia.SEND) {
                throw new IllegalArgumentException("An earlier message of the conversation has media, but "
                        + input.model().model()
                        + " takes those of one message only. Set the option olderMedia to DROP or"
                        + " SEND.");
            }
            sent.addAll(media);
        }
        Map<InputRole, List<Object>> files = new EnumMap<>(InputRole.class);
        sent.forEach(media ->
                files.computeIfAbsent(role(media), role -> new ArrayList<>()).add(MediaFiles.input(media)));
        files.forEach((role, list) -> input.require(role, name(role), list));
    }

    private static List<Media> media(Message message) {
        return message instanceof MediaContent content ? List.copyOf(content.getMedia()) : List.of();
    }

    private static InputRole role(Media media) {
        return switch (media.getMimeType().getType()) {
            case "image" -> InputRole.IMAGES;
            case "video" -> InputRole.VIDEOS;
            case "audio" -> InputRole.AUDIO;
            default -> InputRole.DOCUMENTS;
        };
    }

    private static String name(InputRole role) {
        return switch (role) {
            case IMAGES -> "images";
            case VIDEOS -> "videos";
            case AUDIO -> "audio";
            default -> "documents";
        };
    }
}
