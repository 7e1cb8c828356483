/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.error;

/**
 * A limit on creates that the application sets.
 *
 * @since 0.1.0
 */
public enum CreateLimit {

    /** Number of predictions and trainings that have not completed: {@code replicate.limits.max-in-flight}. */
    MAX_IN_FLIGHT("max-in-flight"),

    /** Number of creates within any minute: {@code replicate.limits.creates-per-minute}. */
    CREATES_PER_MINUTE("creates-per-minute"),

    /** Cost within any hour: {@code replicate.limits.cost-per-hour}. */
    COST_PER_HOUR("cost-per-hour"),

    /** Cost within any 24 hours: {@code replicate.limits.cost-per-day}. */
    COST_PER_DAY("cost-per-day");

    private final String property;

    CreateLimit(String property) {
        this.property = property;
    }

    /**
     * Return the name of the property that sets the limit in Spring Boot.
     *
     * @param prefix prefix of the properties of a client, such as {@code replicate.limits} for the default client
     * @return the name, such as {@code replicate.limits.max-in-flight}
     */
    public String property(String prefix) {
        return prefix + "." + this.property;
    }
}
