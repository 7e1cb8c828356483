/** Comparison with the official JavaScript client of Replicate. */
@NullMarked
package io.github.replicate4j.benchmarks.javascript;

import org.jspecify.annotations.NullMarked;
