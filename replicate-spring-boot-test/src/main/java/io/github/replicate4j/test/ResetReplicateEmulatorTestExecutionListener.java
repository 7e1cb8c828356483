/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.test;

import io.github.replicate4j.emulator.ReplicateEmulator;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * {@code TestExecutionListener} that resets the emulators of the application context after each test, so that tests can share the
 * context.
 */
class ResetReplicateEmulatorTestExecutionListener extends AbstractTestExecutionListener {

    @Override
    public void afterTestMethod(TestContext testContext) {
        if (!testContext.hasApplicationContext()) {
            return;
        }
        ApplicationContext context = testContext.getApplicationContext();
        if (context instanceof ConfigurableApplicationContext configurable) {
            for (String name :
                    configurable.getBeanFactory().getBeanNamesForType(ReplicateEmulator.class, false, false)) {
                configurable.getBean(name, ReplicateEmulator.class).reset();
            }
        }
    }
}
