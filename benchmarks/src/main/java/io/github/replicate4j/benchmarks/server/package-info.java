/** What benchmarks talk to, always in a process of its own. */
@NullMarked
package io.github.replicate4j.benchmarks.server;

import org.jspecify.annotations.NullMarked;
