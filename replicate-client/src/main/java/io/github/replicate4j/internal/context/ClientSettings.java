/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.context;

import io.github.replicate4j.settings.FileSettings;
import io.github.replicate4j.settings.InputValidation;
import io.github.replicate4j.settings.RunSettings;
import io.github.replicate4j.settings.StreamSettings;

/** Settings of a client, except for those of the transport. */
public record ClientSettings(RunSettings run, FileSettings files, StreamSettings stream, InputValidation validation) {

    public static final ClientSettings DEFAULT =
            new ClientSettings(RunSettings.DEFAULT, FileSettings.DEFAULT, StreamSettings.DEFAULT, InputValidation.WARN);
}
