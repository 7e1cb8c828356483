/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.support;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Map with a limited number of entries: adding one more removes the entry that was added first. Not safe for concurrent use.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public final class RecentMap<K, V> extends LinkedHashMap<K, V> {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int maxSize;

    public RecentMap(int maxSize) {
        this.maxSize = maxSize;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > this.maxSize;
    }
}
