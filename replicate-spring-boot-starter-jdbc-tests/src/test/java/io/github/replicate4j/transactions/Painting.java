/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.transactions;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Entity whose id is the reference of its prediction. */
@Entity
class Painting {

    @Id
    private String id = "";

    @Column(nullable = false, length = 20)
    private String status = "";

    private int completions;

    protected Painting() {}

    Painting(String id) {
        this.id = id;
        this.status = "placed";
    }

    String status() {
        return this.status;
    }

    int completions() {
        return this.completions;
    }

    void complete(String status) {
        this.status = status;
        this.completions++;
    }
}
