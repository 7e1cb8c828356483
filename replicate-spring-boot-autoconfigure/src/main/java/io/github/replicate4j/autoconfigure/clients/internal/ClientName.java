/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.clients.internal;

import java.util.Locale;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/**
 * Name of a client of {@code replicate.clients}.
 *
 * @param value the name as it is written in the properties, which is also the qualifier of the beans
 * @param property name of the group of properties
 */
public record ClientName(String value, ConfigurationPropertyName property) {

    /** Prefix of the names of all clients. */
    static final ConfigurationPropertyName CLIENTS = ConfigurationPropertyName.of("replicate.clients");

    /**
     * Create a name.
     *
     * @param value the name
     * @return the name
     */
    public static ClientName of(String value) {
        return new ClientName(value, ConfigurationPropertyName.adapt(CLIENTS + "." + value, '.'));
    }

    /**
     * Return the prefix of the names of the properties, for messages.
     *
     * @return prefix such as {@code replicate.clients.team-a}
     */
    public String prefix() {
        return CLIENTS + "." + this.value;
    }

    /**
     * Read one property of this client.
     *
     * @param environment environment of the application
     * @param name name of the property after the prefix, such as {@code webhook.enabled}
     * @param type type of the value
     * @param <T> type of the value
     * @return the value, if the property is set for this client
     */
    public <T> BindResult<T> bind(Environment environment, String name, Class<T> type) {
        return Binder.get(environment).bind(this.property.append(name), Bindable.of(type));
    }

    /**
     * Return the name of a bean of this client.
     *
     * @param suffix what the bean is, such as {@code Replicate}
     * @return the name, such as {@code teamAReplicate}
     */
    public String bean(String suffix) {
        StringBuilder name = new StringBuilder();
        for (String word : this.value.split("-")) {
            name.append(
                    name.isEmpty() || word.isEmpty()
                            ? word
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name + suffix;
    }

    @Override
    public String toString() {
        return "client '" + this.value + "'";
    }
}
