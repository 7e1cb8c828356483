/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.documentation;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class PoetApplication {

    public static void main(String[] args) {
        SpringApplication.run(PoetApplication.class, args);
    }

    @Bean
    CommandLineRunner poem(ChatClient.Builder chat) {
        return args -> System.out.println(
                chat.build().prompt("Write a haiku about the sea").call().content());
    }
}
