/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.classpath;

import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Runs a test in a class loader with only the requested parts. A {@code FilteredClassLoader} would not reveal missing classes:
 * the classes it does not hide are loaded by its parent, which finds the hidden ones. Libraries that use none of the parts are
 * loaded once for all tests, by a parent that finds nothing else.
 */
final class OwnClassPath implements InvocationInterceptor {

    private static final Namespace NAMESPACE = Namespace.create(OwnClassPath.class);

    /**
     * Libraries that use none of the parts. All that they use themselves must be here, too. Spring is not among them, because it finds
     * extensions with the class loader of its core.
     */
    private static final Set<String> SHARED = Set.of(
            "assertj-core",
            "awaitility",
            "byte-buddy",
            "commons-logging",
            "hamcrest",
            "jackson-annotations",
            "jackson-core",
            "jackson-databind",
            "jakarta.annotation-api",
            "jspecify",
            "jul-to-slf4j",
            "log4j-api",
            "log4j-to-slf4j",
            "logback-classic",
            "logback-core",
            "micrometer-commons",
            "micrometer-observation",
            "netty-buffer",
            "netty-codec-base",
            "netty-codec-classes-quic",
            "netty-codec-compression",
            "netty-codec-dns",
            "netty-codec-http",
            "netty-codec-http2",
            "netty-codec-http3",
            "netty-codec-socks",
            "netty-common",
            "netty-handler",
            "netty-handler-proxy",
            "netty-resolver",
            "netty-resolver-dns",
            "netty-transport",
            "netty-transport-classes-epoll",
            "netty-transport-native-epoll",
            "netty-transport-native-unix-common",
            "opentest4j",
            "reactive-streams",
            "reactor-core",
            "slf4j-api",
            "snakeyaml");

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> test, ExtensionContext extension)
            throws Exception {
        invocation.skip();
        Method method = test.getExecutable();
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        URLClassLoader shared = extension
                .getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(URLClassLoader.class, key -> sharedLibraries(), URLClassLoader.class);
        try (URLClassLoader own =
                with(shared, method.getAnnotation(TestWith.class).value())) {
            thread.setContextClassLoader(own);
            Class<?> type = own.loadClass(test.getTargetClass().getName());
            ReflectionSupport.invokeMethod(
                    type.getDeclaredMethod(method.getName()), ReflectionSupport.newInstance(type));
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    private static URLClassLoader sharedLibraries() {
        List<URL> urls = new ArrayList<>();
        for (Path path : classPath()) {
            if (artifact(path, SHARED) != null) {
                urls.add(url(path));
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static URLClassLoader with(ClassLoader shared, Part... parts) {
        Set<String> leftOut = new HashSet<>();
        for (Part part : Part.values()) {
            leftOut.addAll(part.artifacts());
        }
        for (Part part : parts) {
            leftOut.removeAll(part.artifacts());
        }
        Set<String> found = new HashSet<>();
        List<URL> urls = new ArrayList<>();
        for (Path path : classPath()) {
            String artifact = artifact(path, leftOut);
            if (artifact != null) {
                found.add(artifact);
            } else if (artifact(path, SHARED) == null) {
                urls.add(url(path));
            }
        }
        leftOut.removeAll(found);
        if (!leftOut.isEmpty()) {
            throw new IllegalStateException("Not on the class path: " + leftOut);
        }
        return new URLClassLoader(urls.toArray(URL[]::new), shared);
    }

    private static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** Each artifact has a directory of its name, both in a Maven repository and in this project. */
    private static @Nullable String artifact(Path path, Set<String> artifacts) {
        for (Path each : path) {
            if (artifacts.contains(each.toString())) {
                return each.toString();
            }
        }
        return null;
    }
}
