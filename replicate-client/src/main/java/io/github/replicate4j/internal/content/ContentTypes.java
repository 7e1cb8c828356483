/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.content;

import java.io.File;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.reactivestreams.Publisher;
import org.springframework.core.io.InputStreamSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.codec.multipart.Part;

/**
 * The types whose values hold or produce the content of a file. This is the only list of them: it decides which values of
 * a model input are files, which values JSON must not contain, and which types no model output can be read as.
 */
public final class ContentTypes {

    /** {@link InputStreamSource} includes resources and multipart files. */
    public static final List<Class<?>> ALL = List.of(
            Path.class,
            File.class,
            InputStream.class,
            InputStreamSource.class,
            Part.class,
            byte[].class,
            ByteBuffer.class,
            DataBuffer.class,
            Publisher.class);

    private ContentTypes() {}

    /** Return whether values of a type hold or produce the content of a file. */
    public static boolean include(Class<?> type) {
        return ALL.stream().anyMatch(each -> each.isAssignableFrom(type));
    }
}
