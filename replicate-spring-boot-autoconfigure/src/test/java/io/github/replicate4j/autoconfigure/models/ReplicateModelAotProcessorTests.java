/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.proxies;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.run.ReplicateModel;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;
import org.springframework.util.ReflectionUtils;
import reactor.core.publisher.Flux;

/** Runtime hints for model interfaces. */
class ReplicateModelAotProcessorTests {

    private static RuntimeHints hints;

    @BeforeAll
    static void processAheadOfTime() {
        DefaultGenerationContext generation = new DefaultGenerationContext(
                new ClassNameGenerator(ClassName.get(Application.class)), new InMemoryGeneratedFiles());
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.register(Application.class);
            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        }
        hints = generation.getRuntimeHints();
    }

    @Test
    void registersHintsForAnImportedInterface() {
        assertThat(proxies().forInterfaces(Imported.class)).accepts(hints);
        assertThat(reflection().onMethodInvocation(Imported.class, "ask")).accepts(hints);
        assertThat(reflection().onMethodInvocation(Imported.class, "twice")).accepts(hints);
        assertThat(reflection().onMethodInvocation(Question.class, "text")).accepts(hints);
        for (Class<?> json : List.of(Answer.class, Part.class, Streamed.class)) {
            assertThat(reflection().onType(json).withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
                    .as(json.getSimpleName())
                    .accepts(hints);
        }
    }

    @Test
    void registersHintsForAnInterfaceBean() {
        assertThat(proxies().forInterfaces(OfABean.class)).accepts(hints);
        assertThat(reflection().onMethodInvocation(ReflectionUtils.findMethod(OfABean.class, "inherited")))
                .accepts(hints);
    }

    @Test
    void ignoresOtherInterfaces() {
        assertThat(proxies().forInterfaces(NoModel.class)).rejects(hints);
    }

    record Question(String text) {}

    record Answer(List<Part> parts) {}

    record Part(int number) {}

    record Streamed(String token) {}

    @ReplicateModel("acme/imported")
    interface Imported {

        Answer ask(Question question);

        Flux<Streamed> stream(Question question);

        default Answer twice(Question question) {
            ask(question);
            return ask(question);
        }
    }

    interface Inherited {

        String inherited();
    }

    @ReplicateModel("acme/bean")
    interface OfABean extends Inherited {}

    interface NoModel {}

    @Configuration(proxyBeanMethods = false)
    @ImportReplicateModels(Imported.class)
    static class Application {

        @Bean
        OfABean model(Replicate replicate) {
            return replicate.use(OfABean.class);
        }

        @Bean
        NoModel noModel() {
            return new NoModel() {};
        }
    }
}
