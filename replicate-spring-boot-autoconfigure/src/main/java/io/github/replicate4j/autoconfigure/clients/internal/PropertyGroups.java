/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.clients.internal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Bindable.BindRestriction;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.Environment;

/**
 * Binds groups of properties in the same way as Spring Boot binds beans with properties.
 */
public final class PropertyGroups {

    private PropertyGroups() {}

    /**
     * Set properties to their values in the environment. Properties that are not set keep their value.
     *
     * @param environment environment of the application
     * @param name name of the group
     * @param properties the properties
     * @param <T> type of the properties
     * @return the same properties
     */
    public static <T> T bind(Environment environment, ConfigurationPropertyName name, T properties) {
        Binder.get(environment).bind(name, Bindable.ofInstance(properties), new EmptyGroups());
        return properties;
    }

    /** An empty group in YAML is a property with an empty text, which is no value of the group. */
    private static final class EmptyGroups extends AbstractBindHandler {

        @Override
        public <T> Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
            Class<?> type = target.getType().resolve(Object.class);
            return AnnotatedElementUtils.hasAnnotation(type, ConfigurationProperties.class)
                    ? target.withBindRestrictions(BindRestriction.NO_DIRECT_PROPERTY)
                    : target;
        }
    }
}
