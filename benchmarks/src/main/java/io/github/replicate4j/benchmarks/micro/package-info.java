/** What is measured with JMH: in each class, {@code replicate4j} and, by hand or by others, the same work. */
@NullMarked
package io.github.replicate4j.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
