/** Servers of the benchmarks, which run in a separate process. */
@NullMarked
package io.github.replicate4j.benchmarks.server;

import org.jspecify.annotations.NullMarked;
