/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.internal;

import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import org.springframework.beans.factory.ObjectProvider;

/** Beans of the database, of which an application can have several. */
public final class DatabaseBeans {

    private DatabaseBeans() {}

    /**
     * Return the bean with the qualifier, or the only or primary one.
     *
     * @throws ReplicateConfigurationException if there are several
     */
    public static <T> T only(ObjectProvider<T> beans, ObjectProvider<T> qualified, String type, String qualifier) {
        T bean = qualified.getIfUnique(beans::getIfUnique);
        if (bean == null) {
            throw new ReplicateConfigurationException(
                    "The application has several " + type
                            + " beans, so the one with the tables of Replicate is not known.",
                    "Annotate one of them with " + qualifier + ", or mark it as @Primary.",
                    null);
        }
        return bean;
    }
}
