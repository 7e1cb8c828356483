/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.jdbc.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2CrashTests extends CrashTests {

    @TempDir
    private Path folder;

    @Override
    TestDatabase createDatabase() {
        return TestDatabase.h2(this.folder);
    }
}
