/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.clients.internal;

import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.StringUtils;

/**
 * Finds the names of the clients in the properties.
 */
public final class ClientNames {

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9]+(-[A-Za-z0-9]+)*");

    /** Name of the default client in metrics and health. */
    public static final String DEFAULT = "default";

    private static final int NAME_INDEX = ClientName.CLIENTS.getNumberOfElements();

    /** Spellings by the form in which Spring Boot compares names. */
    private final Map<String, List<Spelling>> spellings = new TreeMap<>();

    private ClientNames() {}

    /** Return whether the properties contain a client. */
    static boolean isAny(Environment environment) {
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source.containsDescendantOf(ClientName.CLIENTS) == ConfigurationPropertyState.PRESENT) {
                return true;
            }
        }
        return false;
    }

    /**
     * Find the names of the clients that are enabled.
     *
     * @param environment environment of the application
     * @return the names, in alphabetical order
     * @throws ReplicateConfigurationException if a name is missing, invalid or used twice
     */
    public static List<ClientName> find(Environment environment) {
        ClientNames names = new ClientNames();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource iterable) {
                iterable.stream()
                        .filter(ClientName.CLIENTS::isAncestorOf)
                        .forEach(property -> names.add(property, source));
            }
        }
        return names.spellings.values().stream()
                .map(ClientNames::only)
                .filter(name -> name.bind(environment, "enabled", Boolean.class).orElse(true))
                .toList();
    }

    private void add(ConfigurationPropertyName property, ConfigurationPropertySource source) {
        String name = property.getElement(NAME_INDEX, Form.ORIGINAL);
        if (property.getNumberOfElements() == NAME_INDEX + 1 && hasText(source.getConfigurationProperty(property))) {
            throw new ReplicateConfigurationException(
                    "'" + property + "' is set, but the name of a client is missing or is not followed by a property.",
                    "Set '" + ClientName.CLIENTS + ".<name>.<property>', such as '" + ClientName.CLIENTS
                            + ".team-a.bearer-token'.",
                    null);
        }
        if (!VALID.matcher(name).matches() || name.equalsIgnoreCase(DEFAULT)) {
            throw new ReplicateConfigurationException(
                    "'" + property + "' cannot be used: '" + name + "' is not a valid name of a client.",
                    "Use a name of letters, digits and single dashes, such as 'team-a', other than 'default'.",
                    null);
        }
        boolean variable = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
        List<Spelling> known = this.spellings.computeIfAbsent(
                name.replace("-", "").toLowerCase(Locale.ROOT), key -> new ArrayList<>());
        Spelling spelling = new Spelling(new ClientName(name, property.chop(NAME_INDEX + 1)), variable);
        if (known.stream().noneMatch(spelling::isSame)) {
            known.add(spelling);
        }
    }

    /** A value that is empty is an empty map in YAML: a client without any property. */
    private static boolean hasText(@Nullable ConfigurationProperty property) {
        return property != null && StringUtils.hasText(String.valueOf(property.getValue()));
    }

    /** Environment variables have no dashes and no case: they set properties of a client that another source names. */
    private static ClientName only(List<Spelling> spellings) {
        List<Spelling> written =
                spellings.stream().filter(spelling -> !spelling.variable()).toList();
        if (written.size() > 1) {
            String first = written.get(0).name().value();
            String second = written.get(1).name().value();
            throw new ReplicateConfigurationException(
                    "'" + ClientName.CLIENTS + "' contains '" + first + "' and '" + second
                            + "', which are the same name in Spring Boot's relaxed binding.",
                    "Write the name in the same way everywhere, or give one of the clients another name.",
                    null);
        }
        return (written.isEmpty() ? spellings : written).get(0).name();
    }

    private record Spelling(ClientName name, boolean variable) {

        boolean isSame(Spelling other) {
            return this.variable == other.variable && this.name.value().equals(other.name.value());
        }
    }
}
