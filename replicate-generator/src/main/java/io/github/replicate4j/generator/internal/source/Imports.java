/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.source;

import java.util.Set;
import java.util.TreeSet;

/** The imports of a file. */
final class Imports {

    private final Set<String> names = new TreeSet<>();

    /** Import a type, and return its simple name. */
    String use(String qualifiedName) {
        this.names.add(qualifiedName);
        return qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
    }

    Set<String> names() {
        return this.names;
    }
}
