/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.cost;

import io.github.replicate4j.internal.support.Arguments;
import java.math.BigDecimal;

/**
 * The cost of a prediction or training, or an estimate of it.
 *
 * @param amount exact amount, zero or more
 * @param currency name of the currency, such as {@code USD}. It is only a label: amounts are never converted
 * @since 0.1.0
 */
public record Cost(BigDecimal amount, String currency) {

    /**
     * Create a cost.
     *
     * @throws IllegalArgumentException if the amount is negative or the currency is blank
     */
    public Cost {
        if (Arguments.notNull("amount", amount).signum() < 0) {
            throw new IllegalArgumentException("amount must not be negative but is " + amount);
        }
        Arguments.notBlank("currency", currency);
    }

    /** Return the amount and the currency, such as {@code 0.0035 USD}. */
    @Override
    public String toString() {
        return this.amount.toPlainString() + " " + this.currency;
    }
}
