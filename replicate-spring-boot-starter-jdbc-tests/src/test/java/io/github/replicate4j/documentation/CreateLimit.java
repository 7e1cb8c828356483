/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The limit of several-instances.md. */
@Configuration(proxyBeanMethods = false)
class CreateLimit {

    @Bean
    Bucket replicateCreateBudget(DataSource dataSource) {
        BucketConfiguration limit = BucketConfiguration.builder()
                .addLimit(rate -> rate.capacity(20).refillGreedy(600, Duration.ofMinutes(1)))
                .build();
        return Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource)
                .build()
                .builder()
                .build(1L, () -> limit);
    }
}
