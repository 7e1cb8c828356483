/** Benchmarks and the programs that run them: see {@link io.github.replicate4j.benchmarks.Benchmarks}. */
@NullMarked
package io.github.replicate4j.benchmarks;

import org.jspecify.annotations.NullMarked;
