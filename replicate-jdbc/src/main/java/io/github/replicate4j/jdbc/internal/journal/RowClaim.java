/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.internal.journal;

/**
 * A claim of a row by this instance. No two committed claims of a row have the same number.
 *
 * @param id id of the row
 * @param number value of the column {@code claims}, which each claim increases
 */
public record RowClaim(String id, int number) {

    /** Return the claim of the instance that inserts a row. */
    static RowClaim ofInsert(String id) {
        return new RowClaim(id, 0);
    }
}
