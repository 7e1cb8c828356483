/** What happens when there is much to do at once, or little memory to do it in. */
@NullMarked
package io.github.replicate4j.benchmarks.load;

import org.jspecify.annotations.NullMarked;
