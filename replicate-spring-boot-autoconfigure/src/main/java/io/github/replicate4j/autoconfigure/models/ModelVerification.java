/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.models;

import io.github.replicate4j.ModelContract;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import io.github.replicate4j.error.ReplicateException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Verifies model interfaces when their beans are created, if a property enables it. */
final class ModelVerification {

    private static final Log logger = LogFactory.getLog(ModelVerification.class);

    private static final String PROPERTY = "replicate.models.verify";

    private final ModelVerificationMode mode;

    private ModelVerification(ModelVerificationMode mode) {
        this.mode = mode;
    }

    static ModelVerification of(Environment environment) {
        return new ModelVerification(Binder.get(environment)
                .bind(PROPERTY, ModelVerificationMode.class)
                .orElse(ModelVerificationMode.OFF));
    }

    /** @throws ReplicateConfigurationException if an interface does not match, and the mode is to fail */
    void verify(Class<?> type, Replicate replicate) {
        if (this.mode == ModelVerificationMode.OFF) {
            return;
        }
        try {
            ModelContract.verify(type, replicate);
        } catch (ReplicateException ex) {
            // An application that cannot reach Replicate must still start.
            logger.warn(type.getName() + " was not verified: " + ex.getMessage());
        } catch (IllegalStateException ex) {
            if (this.mode == ModelVerificationMode.WARN) {
                logger.warn(ex.getMessage());
                return;
            }
            throw new ReplicateConfigurationException(
                    String.valueOf(ex.getMessage()),
                    "Change the interface or its model, or set '" + PROPERTY + "' to 'warn'.",
                    ex);
        }
    }
}
