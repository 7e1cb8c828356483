/** What runs benchmarks: {@link io.github.replicate4j.benchmarks.Benchmarks} has the list of them. */
@NullMarked
package io.github.replicate4j.benchmarks;

import org.jspecify.annotations.NullMarked;
