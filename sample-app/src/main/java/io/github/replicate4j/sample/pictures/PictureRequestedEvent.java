/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.pictures;

import java.util.UUID;

/**
 * Published when the request for a picture has ended, successfully or not.
 *
 * @param id id of the picture
 * @since 0.1.0
 */
public record PictureRequestedEvent(UUID id) {}
