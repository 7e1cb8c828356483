/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of figures that are not compared with each other.
 *
 * @since 0.1.0
 */
public final class Listing {

    private final String title;

    private final List<Measured> rows = new ArrayList<>();

    /**
     * Create a listing.
     *
     * @param title description of the rows
     */
    public Listing(String title) {
        this.title = title;
    }

    /**
     * Add a row.
     *
     * @param name name of the row
     * @param figures figures, with the same names in all rows
     * @return this listing
     */
    public Listing row(String name, Figures figures) {
        this.rows.add(new Measured(name, List.of(figures)));
        return this;
    }

    /** Print the table. */
    public void print() {
        System.out.println(this);
    }

    @Override
    public String toString() {
        return Table.withoutRatios(this.title, this.rows);
    }
}
