/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.files;

import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.internal.content.DataUrl;
import io.github.replicate4j.internal.download.Downloads;
import io.github.replicate4j.internal.support.HttpUrl;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Recognizes files in the output of a prediction. */
public final class OutputFiles {

    private static final int MAX_URL_LENGTH = 8192;

    private static final Pattern FILE_WITH_EXTENSION = Pattern.compile("\\w\\.\\w{1,8}$");

    private final Downloads downloads;

    public OutputFiles(Downloads downloads) {
        this.downloads = downloads;
    }

    /**
     * Return whether a text is a data URL or a URL that the client may download. A longer text that only begins with a URL is
     * not a file.
     */
    public boolean isFile(String text) {
        if (DataUrl.isDataUrl(text)) {
            return true;
        }
        boolean oneLine = text.length() <= MAX_URL_LENGTH
                && text.equals(text.strip())
                && text.chars().noneMatch(Character::isISOControl);
        URI url = oneLine ? HttpUrl.parse(text) : null;
        return url != null && this.downloads.mayRead(url) && (isOneWord(text) || mayHaveBlanks(url));
    }

    private static boolean isOneWord(String text) {
        return text.codePoints().noneMatch(point -> Character.isWhitespace(point) || Character.isSpaceChar(point));
    }

    /** Names of files may have blanks. Without an extension, words after a URL are a name only on a host of files. */
    private boolean mayHaveBlanks(URI url) {
        return this.downloads.isFileHost(url)
                || FILE_WITH_EXTENSION.matcher(url.getPath()).find();
    }

    public AsyncFileOutput file(String url) {
        return new DefaultAsyncFileOutput(url, this.downloads);
    }

    /**
     * Return converters from text to files; they throw an {@link IllegalArgumentException} if the text is not the URL
     * of a file.
     */
    public Map<Class<?>, Function<String, ?>> readers() {
        return Map.of(AsyncFileOutput.class, this::read, FileOutput.class, (String url) -> new FileOutput(read(url)));
    }

    private AsyncFileOutput read(String url) {
        if (!isFile(url)) {
            throw new IllegalArgumentException("it is not the URL of a file");
        }
        return file(url);
    }
}
