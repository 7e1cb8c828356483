/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.pictures;

import io.github.replicate4j.files.FileOutput;
import java.util.List;
import java.util.UUID;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.stereotype.Service;

/**
 * The pictures for other parts of the application, and for language models.
 *
 * @since 0.1.0
 */
@Service
public class Gallery {

    private static final int NEWEST = 10;

    private final PictureRepository repository;

    private final PictureFiles files;

    Gallery(PictureRepository repository, PictureFiles files) {
        this.repository = repository;
        this.files = files;
    }

    /**
     * Return the newest pictures.
     *
     * @return the prompts of at most 10 pictures, newest first
     */
    @Tool(description = "Returns the prompts of the newest pictures in the gallery, newest first.")
    public List<String> newestPictures() {
        return this.repository.findNewestWithImage(NEWEST).stream()
                .map(Picture::prompt)
                .toList();
    }

    /**
     * Add a picture.
     *
     * @param prompt what it shows
     * @param image the image, which is downloaded
     * @return the id of the picture
     */
    public UUID add(String prompt, FileOutput image) {
        UUID id = UUID.randomUUID();
        this.files.save(id, image);
        this.repository.insertCompleted(id, prompt);
        return id;
    }
}
