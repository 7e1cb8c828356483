/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.FileSystemGeneratedFiles;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.javapoet.ClassName;

/** Clients of an application that was processed ahead of time. */
class NamedClientsAheadOfTimeTests {

    @TempDir
    Path folder;

    @Test
    void clientsAreThoseOfThePropertiesAtRuntime() throws Exception {
        Path sources = this.folder.resolve("sources");
        DefaultGenerationContext generation = new DefaultGenerationContext(
                new ClassNameGenerator(ClassName.get(Application.class)),
                new FileSystemGeneratedFiles(
                        kind -> this.folder.resolve(kind.name().toLowerCase(Locale.ROOT) + "s")));
        ClassName initializer;
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.setEnvironment(environment(Map.of("replicate.clients.team-a.bearer-token", "${TEAM_A_TOKEN}")));
            context.register(Application.class);
            initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        }
        generation.writeGeneratedContent();
        assertThat(RuntimeHintsPredicates.reflection()
                        .onMethodInvocation(ReplicateClientProperties.class, "getWebhook"))
                .accepts(generation.getRuntimeHints());
        Path classes = compile(sources);

        try (URLClassLoader loader = new URLClassLoader(classPath(classes), ClassLoader.getPlatformClassLoader())) {
            Class<?> runtime = loader.loadClass(NamedClientsAheadOfTimeTests.class.getName());
            Method method = runtime.getDeclaredMethod("clientsAtRuntime", String.class);
            method.setAccessible(true);
            assertThat(method.invoke(null, initializer.canonicalName()))
                    .isEqualTo("[replicate, teamAReplicate, teamBReplicate]");
        }
    }

    private Path compile(Path sources) throws IOException {
        Path classes = Files.createDirectories(this.folder.resolve("compiled"));
        try (Stream<Path> files = Files.walk(sources)) {
            List<String> arguments = new ArrayList<>(List.of(
                    "-d", classes.toString(), "-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path")));
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toString)
                    .forEach(arguments::add);
            ByteArrayOutputStream errors = new ByteArrayOutputStream();
            int result = ToolProvider.getSystemJavaCompiler().run(null, null, errors, arguments.toArray(String[]::new));
            assertThat(result).as(errors.toString()).isZero();
        }
        return classes;
    }

    private static URL[] classPath(Path classes) throws MalformedURLException {
        List<URL> urls = new ArrayList<>(List.of(classes.toUri().toURL()));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    /** Called in a class loader with the generated code. */
    @SuppressWarnings("unchecked")
    static String clientsAtRuntime(String initializer) throws ReflectiveOperationException {
        System.setProperty("spring.aot.enabled", "true");
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.setClassLoader(NamedClientsAheadOfTimeTests.class.getClassLoader());
            context.setEnvironment(environment(Map.of(
                    "replicate.clients.team-a.bearer-token", "r8_a", "replicate.clients.team-b.bearer-token", "r8_b")));
            ((ApplicationContextInitializer<GenericApplicationContext>)
                            Class.forName(initializer).getDeclaredConstructor().newInstance())
                    .initialize(context);
            context.refresh();
            return new TreeSet<>(context.getBeansOfType(Replicate.class).keySet()).toString();
        } finally {
            System.clearProperty("spring.aot.enabled");
        }
    }

    private static ConfigurableEnvironment environment(Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", new HashMap<>(properties)));
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("default", Map.of("replicate.bearer-token", "r8_default")));
        return environment;
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({ReplicateAutoConfiguration.class, ReplicateClientsAutoConfiguration.class})
    static class Application {}
}
