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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Runs a test in a class loader with only the requested parts. A {@code FilteredClassLoader} would not reveal missing classes:
 * the classes it does not hide are loaded by its parent, which finds the hidden ones.
 */
final class OwnClassPath implements InvocationInterceptor {

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> test, ExtensionContext extension)
            throws Exception {
        invocation.skip();
        Method method = test.getExecutable();
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        try (URLClassLoader own = with(method.getAnnotation(TestWith.class).value())) {
            thread.setContextClassLoader(own);
            Class<?> type = own.loadClass(test.getTargetClass().getName());
            ReflectionSupport.invokeMethod(
                    type.getDeclaredMethod(method.getName()), ReflectionSupport.newInstance(type));
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    private static URLClassLoader with(Part... parts) throws MalformedURLException {
        Set<String> leftOut = new HashSet<>();
        for (Part part : Part.values()) {
            leftOut.addAll(part.artifacts());
        }
        for (Part part : parts) {
            leftOut.removeAll(part.artifacts());
        }
        Set<String> found = new HashSet<>();
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            String artifact = artifact(path, leftOut);
            if (artifact == null) {
                urls.add(path.toUri().toURL());
            } else {
                found.add(artifact);
            }
        }
        leftOut.removeAll(found);
        if (!leftOut.isEmpty()) {
            throw new IllegalStateException("Not on the class path: " + leftOut);
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
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
