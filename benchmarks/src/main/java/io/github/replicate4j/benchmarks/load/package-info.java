/** Benchmarks with many concurrent operations or little memory. */
@NullMarked
package io.github.replicate4j.benchmarks.load;

import org.jspecify.annotations.NullMarked;
