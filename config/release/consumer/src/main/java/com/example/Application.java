package com.example;

import io.github.replicate4j.Replicate;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
class Application {

    public static void main(String[] arguments) {
        SpringApplication.run(Application.class, arguments);
    }

    @Bean
    CommandLineRunner run(Replicate replicate, @Qualifier("team-a") Replicate teamA) {
        return arguments -> {
            for (Replicate client : new Replicate[] {replicate, teamA}) {
                System.out.println(
                        client.run("black-forest-labs/flux-schnell", Map.of("prompt", "an otter")).file().url());
            }
        };
    }
}
