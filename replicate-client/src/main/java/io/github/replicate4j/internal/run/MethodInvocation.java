/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.run;

import org.jspecify.annotations.Nullable;

/** Handles calls of one method of a model interface. */
interface MethodInvocation {

    @Nullable
    Object invoke(Object proxy, @Nullable Object[] arguments) throws Throwable;
}
