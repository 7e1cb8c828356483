/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.pictures;

import io.github.replicate4j.sample.Prompt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;

/**
 * A request to create a picture.
 *
 * @param id id chosen by the caller; further requests with the same id have no effect
 * @param prompt description of the picture
 * @param original picture to edit, PNG or JPEG, or {@code null} to create a new one
 */
record PictureRequest(UUID id, Prompt prompt, @Nullable Resource original) {}
