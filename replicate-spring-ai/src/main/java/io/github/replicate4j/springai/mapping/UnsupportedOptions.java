/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.mapping;

/**
 * What happens if a sampling option is set that a model does not have, such as the temperature. Options that change what is
 * asked for, such as a limit or a picture, are always rejected if a model does not have them.
 *
 * @since 0.1.0
 */
public enum UnsupportedOptions {
    /** Leave the option out, and log a warning once for each model and option. */
    WARN,
    /** Reject the call before anything is created. */
    FAIL,
    /** Leave the option out. */
    IGNORE
}
