/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.cost;

import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Bindable.BindRestriction;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

/** Rejects properties that do not exist: a price or a limit with a misspelled name must not be ignored. */
final class UnknownProperties {

    private UnknownProperties() {}

    /**
     * Reject unknown properties.
     *
     * @param prefix prefix of the names of the properties
     * @param type type of the properties below the prefix
     * @param properties class with the properties that exist
     * @throws ReplicateConfigurationException if there is another property
     */
    static void reject(Environment environment, String prefix, Bindable<?> type, Class<?> properties) {
        try {
            Binder.get(environment)
                    .bind(
                            ConfigurationPropertyName.adapt(prefix, '.'),
                            // The name of the group has an empty text if the group is empty in YAML.
                            type.withBindRestrictions(BindRestriction.NO_DIRECT_PROPERTY),
                            new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()));
        } catch (BindException ex) {
            if (!(ex.getCause() instanceof UnboundConfigurationPropertiesException unbound)) {
                throw ex;
            }
            TreeSet<String> names = new TreeSet<>();
            for (ConfigurationProperty property : unbound.getUnboundProperties()) {
                names.add("'" + property.getName() + "'");
            }
            throw new ReplicateConfigurationException(
                    String.join(", ", names)
                            + (names.size() == 1
                                    ? " is a property that does not exist."
                                    : " are properties that do not exist."),
                    "Correct the name, or remove the property. Below '" + prefix + "', these exist: "
                            + names(properties) + ".",
                    null);
        }
    }

    /** Return the last parts of the names of properties. */
    private static String names(Class<?> properties) {
        return Stream.of(BeanUtils.getPropertyDescriptors(properties))
                .filter(property -> !property.getName().equals("class"))
                .map(property -> DataObjectPropertyName.toDashedForm(property.getName())
                        + (Map.class.isAssignableFrom(property.getPropertyType()) ? "[name]" : ""))
                .collect(Collectors.joining(", "));
    }
}
