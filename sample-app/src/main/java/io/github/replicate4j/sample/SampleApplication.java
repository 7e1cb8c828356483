/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import io.github.replicate4j.autoconfigure.models.ImportReplicateModels;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Sample application of the Replicate starter.
 */
@SpringBootApplication
@ImportReplicateModels(basePackageClasses = SampleApplication.class)
@ConfigurationPropertiesScan
@EnableScheduling
public class SampleApplication {

    /**
     * Start the application.
     *
     * @param args properties as {@code --name=value}
     */
    public static void main(String[] args) {
        SpringApplication.run(SampleApplication.class, args);
    }
}
